package dev.weir.collector.engine.health;

import dev.weir.collector.api.Health;
import dev.weir.collector.api.Status;
import dev.weir.collector.api.StatusReporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the components of one collector last said of themselves.
public final class HealthBoard implements Health {
  private final BooleanSupplier isMemoryLimited;
  private final Consumer<String> onFatal;
  private final Map<String, Status> components = new ConcurrentHashMap<>();
  private final Map<String, String> notReady = new ConcurrentSkipListMap<>();
  private final List<Consumer<Phase>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> pipelines;
  private volatile Phase phase = Phase.STARTING;

  /// A board that starts in the phase of starting.
  ///
  /// @param pipelines the components of each pipeline
  /// @param isMemoryLimited whether the memory limit is reached
  /// @param onFatal told of the component and reason when one cannot go on
  public HealthBoard(
      Map<String, List<String>> pipelines,
      BooleanSupplier isMemoryLimited,
      Consumer<String> onFatal) {
    this.pipelines = Map.copyOf(pipelines);
    this.isMemoryLimited = isMemoryLimited;
    this.onFatal = onFatal;
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public List<String> reasonsNotReady() {
    List<String> reasons = new ArrayList<>();
    if (isMemoryLimited.getAsBoolean()) {
      reasons.add("memory limit reached");
    }
    notReady.forEach((component, reason) -> reasons.add(component + ": " + reason));
    return reasons;
  }

  @Override
  public Map<String, Status> components() {
    return new TreeMap<>(components);
  }

  @Override
  public Map<String, List<String>> pipelines() {
    return pipelines;
  }

  @Override
  public void onPhase(Consumer<Phase> listener) {
    listeners.add(listener);
  }

  /// Moves on to `next` and tells the listeners.
  public void enter(Phase next) {
    phase = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  /// Where one component reports.
  ///
  /// @param component its kind and name, such as `exporter:otlp_grpc/x`
  public StatusReporter reporter(String component) {
    return new Reporter(component);
  }

  /// Notes where a component is in its life; `OK` only when it has not said otherwise since it was
  /// starting.
  public void lifecycle(String component, Status.Level level) {
    components.compute(
        component,
        (key, was) -> {
          boolean hasSpoken = was != null && was.level() != Status.Level.STARTING;
          return level == Status.Level.OK && hasSpoken ? was : new Status(level, "", Instant.now());
        });
  }

  private final class Reporter implements StatusReporter {
    private final String component;

    private Reporter(String component) {
      this.component = component;
    }

    @Override
    public void ok() {
      report(Status.Level.OK, "");
    }

    @Override
    public void recoverableError(String reason) {
      report(Status.Level.RECOVERABLE_ERROR, reason);
    }

    @Override
    public void permanentError(String reason) {
      report(Status.Level.PERMANENT_ERROR, reason);
    }

    @Override
    public void fatalError(String reason) {
      report(Status.Level.FATAL_ERROR, reason);
      onFatal.accept(component + ": " + reason);
    }

    @Override
    public void notReady(String reason) {
      if (reason.isEmpty()) {
        notReady.remove(component);
      } else {
        notReady.put(component, reason);
      }
    }

    private void report(Status.Level level, String reason) {
      Status was = components.get(component);
      if (was != null && was.level() == level && was.reason().equals(reason)) {
        return;
      }
      components.compute(component, (key, old) -> isStopping(old) ? old : status(level, reason));
    }

    private static boolean isStopping(@Nullable Status status) {
      return status != null
          && (status.level() == Status.Level.STOPPING || status.level() == Status.Level.STOPPED);
    }

    private static Status status(Status.Level level, String reason) {
      return new Status(level, reason, Instant.now());
    }
  }
}
