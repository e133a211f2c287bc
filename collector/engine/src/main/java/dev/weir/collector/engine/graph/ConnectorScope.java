package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What one connector is given.
final class ConnectorScope extends ComponentScope implements ConnectorContext {
  private final Map<Signal, Map<ComponentId, Consumer>> pipelines;
  private final Function<List<Consumer>, Consumer> join;

  /// The scope of a connector.
  ///
  /// @param from the signal that comes in
  /// @param pipelines the pipelines that begin with it, by signal and name
  /// @param join makes one consumer of several
  ConnectorScope(
      GraphServices services,
      Extensions extensions,
      ComponentId id,
      Signal from,
      Map<Signal, Map<ComponentId, Consumer>> pipelines,
      Function<List<Consumer>, Consumer> join) {
    super(services, extensions, Node.Kind.CONNECTOR, id, from.key());
    this.pipelines = pipelines;
    this.join = join;
  }

  @Override
  public Map<ComponentId, Consumer> pipelines(Signal signal) {
    return pipelines.getOrDefault(signal, Map.of());
  }

  @Override
  public Consumer fanOut(Signal signal, ComponentId... names) {
    Map<ComponentId, Consumer> all = pipelines(signal);
    if (names.length == 0) {
      return join.apply(List.copyOf(all.values()));
    }
    List<Consumer> chosen = new ArrayList<>();
    for (ComponentId name : names) {
      Consumer pipeline = all.get(name);
      if (pipeline == null) {
        throw new IllegalArgumentException(
            "pipeline \""
                + name
                + "\" does not begin with this connector (expected: one of "
                + all.keySet()
                + ")");
      }
      chosen.add(pipeline);
    }
    return join.apply(chosen);
  }
}
