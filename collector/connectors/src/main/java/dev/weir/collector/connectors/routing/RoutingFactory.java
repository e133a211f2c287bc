package dev.weir.collector.connectors.routing;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Stability;
import dev.weir.collector.connectors.routing.RoutingConfig.RouteConfig;
import dev.weir.collector.helper.ottl.Silent;
import dev.weir.collector.helper.ottl.StatementErrors;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes `routing` connectors.
public final class RoutingFactory implements ConnectorFactory<RoutingConfig> {

  @Override
  public String type() {
    return "routing";
  }

  @Override
  public RoutingConfig defaultConfig() {
    return new RoutingConfig(List.of(), ErrorMode.IGNORE, true, List.of());
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        new Path(Signal.TRACES, Signal.TRACES), Stability.ALPHA,
        new Path(Signal.METRICS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.LOGS, Signal.LOGS), Stability.ALPHA);
  }

  @Override
  public Connector create(RoutingConfig config, Signal from, ConnectorContext context) {
    Slots slots = new Slots();
    List<RoutingConnector.Route> routes = new ArrayList<>();
    for (RouteConfig route : config.table()) {
      Consumer next = consumer(from, route.pipelines(), context);
      Matcher matcher =
          next == null ? null : RouteCompiler.compile(from, route, "table", slots, new Silent());
      if (next != null && matcher != null) {
        boolean moves = route.action() == RoutingConfig.Action.MOVE;
        routes.add(new RoutingConnector.Route(matcher, moves, next));
      }
    }
    return new RoutingConnector(
        from,
        routes,
        consumer(from, config.defaultPipelines(), context),
        config,
        new StatementErrors(context),
        slots,
        context);
  }

  /// The named pipelines of the signal, or null if there are none.
  private static @Nullable Consumer consumer(
      Signal signal, List<ComponentId> pipelines, ConnectorContext context) {
    ComponentId[] own =
        pipelines.stream().filter(id -> id.type().equals(signal.key())).toArray(ComponentId[]::new);
    return own.length == 0 ? null : context.fanOut(signal, own);
  }
}
