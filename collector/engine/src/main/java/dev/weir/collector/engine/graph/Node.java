package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Log;
import java.util.Locale;

/// One component instance of a graph.
///
/// @param height steps to the farthest end of the pipelines; those of a higher one hand their data
///   to those of lower ones
record Node(Kind kind, ComponentId id, int height, Component component, Log log) {

  /// What it is, in the order in which they start.
  enum Kind {
    EXTENSION,
    EXPORTER,
    CONNECTOR,
    PROCESSOR,
    RECEIVER;

    /// As users write it: `exporter`.
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Kind and name as in health and losses: `exporter:otlp_grpc/x`.
    String key(ComponentId id) {
      return label() + ":" + id;
    }
  }

  String key() {
    return kind.key(id);
  }

  @Override
  public String toString() {
    return "\"" + id + "\" " + kind.label();
  }
}
