package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.PipelineConfig;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What leads where: the pipelines of a configuration, and the connectors between them.
final class Topology {
  private final CollectorConfig config;
  private final ComponentFactories factories;
  private final Map<ComponentId, Pipeline> pipelines = new LinkedHashMap<>();

  /// One pipeline, and the signal that flows through it.
  record Pipeline(ComponentId id, Signal signal, PipelineConfig config) {}

  Topology(CollectorConfig config, ComponentFactories factories) {
    this.config = config;
    this.factories = factories;
    config
        .service()
        .pipelines()
        .forEach((id, pipeline) -> {
          Signal signal = signal(id);
          if (signal != null) {
            pipelines.put(id, new Pipeline(id, signal, pipeline));
          }
        });
  }

  CollectorConfig config() {
    return config;
  }

  ComponentFactories factories() {
    return factories;
  }

  /// All pipelines, in the user's order.
  List<Pipeline> pipelines() {
    return List.copyOf(pipelines.values());
  }

  boolean isConnector(ComponentId id) {
    return config.connectors().containsKey(id);
  }

  /// The pipelines that end in a connector, or in an exporter.
  List<Pipeline> endingIn(ComponentId id) {
    return pipelines.values().stream().filter(p -> p.config().exporters().contains(id)).toList();
  }

  /// The pipelines that begin with a connector, or with a receiver.
  List<Pipeline> beginningWith(ComponentId id) {
    return pipelines.values().stream().filter(p -> p.config().receivers().contains(id)).toList();
  }

  /// The pipelines to which a connector leads what comes in as `from`.
  List<Pipeline> fedBy(ComponentId connector, Signal from) {
    return beginningWith(connector).stream()
        .filter(p -> leads(connector, from, p.signal()))
        .toList();
  }

  /// The connectors in which a pipeline ends.
  List<ComponentId> connectorsOf(Pipeline pipeline) {
    List<ComponentId> result = new ArrayList<>(pipeline.config().exporters());
    result.removeIf(id -> !isConnector(id));
    return result;
  }

  boolean leads(ComponentId connector, Signal from, Signal to) {
    ConnectorFactory<?> factory = factories.connector(connector.type());
    return factory != null && factory.paths().containsKey(new ConnectorFactory.Path(from, to));
  }

  /// The signal of a pipeline by its name, or null when there is no such signal.
  static @Nullable Signal signal(ComponentId pipeline) {
    for (Signal signal : Signal.values()) {
      if (signal.key().equals(pipeline.type())) {
        return signal;
      }
    }
    return null;
  }
}
