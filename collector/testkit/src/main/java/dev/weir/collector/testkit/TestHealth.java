package dev.weir.collector.testkit;

import dev.weir.collector.api.Health;
import dev.weir.collector.api.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The health of a collector, as a test says it is.
public final class TestHealth implements Health {
  private final List<Consumer<Phase>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Status> components = new ConcurrentHashMap<>();
  private final Map<String, List<String>> pipelines = new ConcurrentHashMap<>();
  private volatile Phase phase = Phase.RUNNING;
  private volatile List<String> reasonsNotReady = List.of();

  /// Moves the collector on and tells the listeners.
  public void phase(Phase next) {
    phase = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  public void reasonsNotReady(String... reasons) {
    reasonsNotReady = List.of(reasons);
  }

  /// What a component reports, by kind and name: `exporter:otlp_grpc/x`.
  public void component(String name, Status status) {
    components.put(name, status);
  }

  /// The components of a pipeline, by kind and name.
  public void pipeline(String name, String... components) {
    pipelines.put(name, List.of(components));
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public List<String> reasonsNotReady() {
    return reasonsNotReady;
  }

  @Override
  public Map<String, Status> components() {
    return new TreeMap<>(components);
  }

  @Override
  public Map<String, List<String>> pipelines() {
    return new TreeMap<>(pipelines);
  }

  @Override
  public void onPhase(Consumer<Phase> listener) {
    listeners.add(listener);
  }
}
