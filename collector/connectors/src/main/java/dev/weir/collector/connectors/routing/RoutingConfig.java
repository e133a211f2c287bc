package dev.weir.collector.connectors.routing;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Problems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the user writes under `routing:`.
///
/// @param defaultPipelines where what no route took goes
/// @param errorMode what to do when a condition fails
/// @param matchOnce whether an item goes to the first route that takes it alone
public record RoutingConfig(
    List<ComponentId> defaultPipelines,
    ErrorMode errorMode,
    boolean matchOnce,
    List<RouteConfig> table)
    implements ComponentConfig {

  /// What becomes of what a route took.
  public enum Action {
    /// Later routes do not see it.
    MOVE,
    /// Later routes see it too.
    COPY
  }

  /// One route.
  public record RouteConfig(
      String context,
      String condition,
      String statement,
      Action action,
      List<ComponentId> pipelines)
      implements ComponentConfig {
    public static RouteConfig defaults() {
      return new RouteConfig("", "", "", Action.MOVE, List.of());
    }

    @Override
    public void validate(Problems problems) {
      if (condition.isBlank() == statement.isBlank()) {
        problems.add("", "exactly one of \"condition\" and \"statement\" has to be given");
      }
      if (pipelines.isEmpty()) {
        problems.add("pipelines", "no pipelines (expected: at least one)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (table.isEmpty()) {
      problems.add("table", "invalid routing table: the routing table is empty");
    }
    List<Signal> signals = signals();
    for (int i = 0; i < table.size(); i++) {
      RouteConfig route = table.get(i);
      if (route.condition().isBlank() == route.statement().isBlank()) {
        continue;
      }
      for (Signal signal : signals) {
        RouteCompiler.compile(signal, route, "table::" + i, new Slots(), problems);
      }
    }
  }

  /// The signals of the pipelines that are named.
  private List<Signal> signals() {
    List<ComponentId> named = new ArrayList<>(defaultPipelines);
    table.forEach(route -> named.addAll(route.pipelines()));
    return Arrays.stream(Signal.values())
        .filter(signal -> named.stream().anyMatch(id -> id.type().equals(signal.key())))
        .toList();
  }
}
