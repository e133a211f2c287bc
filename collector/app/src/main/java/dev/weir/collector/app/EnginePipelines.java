package dev.weir.collector.app;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Status;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.ProcessorTrial;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.otlp.Signal;
import dev.weir.query.PipelineView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The pipelines of a running collector, for the query service.
record EnginePipelines(Collector collector, ComponentFactories factories) implements PipelineView {
  private static final String PREFIX = "otelcol_";
  private static final String DROPPED = "otelcol_dropped_items";
  private static final String SIGNAL = "otel.signal";

  /// A metric of the collector, as it is now.
  private record Reading(String name, Map<String, String> labels, long value) {}

  @Override
  public Snapshot snapshot() {
    List<Reading> readings = new ArrayList<>();
    collector.forEachValue(
        PREFIX,
        (name, labels, value) -> readings.add(new Reading(name, labels, Math.round(value))));
    Map<String, Status> health = collector.health().components();
    Set<String> ids = new LinkedHashSet<>();
    List<PipelineView.Edge> edges = new ArrayList<>();
    for (var edge : collector.edges()) {
      ids.add(edge.from());
      ids.add(edge.to());
      edges.add(
          new PipelineView.Edge(
              id(edge),
              edge.from(),
              edge.to(),
              edge.signal().key(),
              edge.pipeline(),
              edge.items(),
              edge.batches(),
              edge.refused()));
    }
    return new Snapshot(ids.stream().map(id -> node(id, readings, health)).toList(), edges);
  }

  private static String id(dev.weir.collector.engine.graph.Edge edge) {
    return edge.from() + ">" + edge.to() + ">" + edge.pipeline();
  }

  @Override
  public @Nullable Tap tap(String id, Consumer<Batch> listener) {
    for (var edge : collector.edges()) {
      if (id(edge).equals(id)) {
        edge.tap(listener);
        return () -> edge.untap(listener);
      }
    }
    return null;
  }

  @Override
  public @Nullable Trial trial(String type, String settings, Signal signal) {
    ProcessorTrial trial =
        ProcessorTrial.open(factories, type, settings, signal, collector.context().build());
    return trial == null ? null : new OneTrial(trial);
  }

  private record OneTrial(ProcessorTrial trial) implements Trial {
    @Override
    public List<Batch> run(Batch batch) {
      return trial.run(batch);
    }

    @Override
    public List<String> warnings() {
      return trial.warnings();
    }

    @Override
    public void close() {
      trial.close();
    }
  }

  private static Node node(String id, List<Reading> readings, Map<String, Status> health) {
    int at = id.indexOf('@');
    String key = at < 0 ? id : id.substring(0, at);
    String where = at < 0 ? "" : id.substring(at + 1);
    int colon = key.indexOf(':');
    String kind = key.substring(0, colon);
    String name = key.substring(colon + 1);
    String pipeline = kind.equals("processor") ? where : kind.equals("pipeline") ? name : null;
    String place = pipeline == null ? where : pipeline;
    String signal = place.isEmpty() ? null : place.split("/", 2)[0];
    Map<String, Long> counters = new TreeMap<>();
    Map<String, Long> dropped = new TreeMap<>();
    for (Reading reading : readings) {
      if (!isOf(reading, signal)) {
        continue;
      }
      if (reading.name.equals(DROPPED) && key.equals(reading.labels.get("component"))) {
        dropped.merge(reading.labels.getOrDefault("reason", ""), reading.value, Long::sum);
      } else if (name.equals(reading.labels.get(kind))
          && reading.name.startsWith(PREFIX + kind + "_")) {
        counters.merge(
            reading.name.substring(PREFIX.length() + kind.length() + 1), reading.value, Long::sum);
      }
    }
    Long capacity = counters.get("queue_capacity");
    Status status = health.get(key);
    return new Node(
        id,
        kind,
        name,
        signal,
        pipeline,
        status == null ? "" : status.level().name().toLowerCase(Locale.ROOT),
        status == null ? "" : status.reason(),
        counters,
        dropped,
        capacity == null ? null : new Queue(counters.getOrDefault("queue_size", 0L), capacity));
  }

  /// Whether a metric is about a signal, or about no one in particular.
  private static boolean isOf(Reading reading, @Nullable String signal) {
    if (signal == null) {
      return true;
    }
    String own = reading.labels.getOrDefault(SIGNAL, reading.labels.getOrDefault("data_type", ""));
    if (!own.isEmpty()) {
      return own.equals(signal);
    }
    for (Signal other : Signal.values()) {
      if (reading.name.endsWith("_" + other.items())) {
        return other.key().equals(signal);
      }
    }
    return true;
  }
}
