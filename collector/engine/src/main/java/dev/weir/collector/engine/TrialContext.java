package dev.weir.collector.engine;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.StatusReporter;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.engine.telemetry.ComponentTelemetry;
import dev.weir.collector.engine.telemetry.MetricRegistry;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a processor on trial is given: places to write to that nobody else reads.
final class TrialContext implements ComponentContext {
  private static final int KEPT = 20;

  private final ComponentId id;
  private final BuildInfo build;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final Telemetry telemetry =
      new ComponentTelemetry(new MetricRegistry(), Telemetry.Level.NONE, Map.of());

  TrialContext(ComponentId id, BuildInfo build) {
    this.id = id;
    this.build = build;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public ComponentId id() {
    return id;
  }

  @Override
  public BuildInfo build() {
    return build;
  }

  @Override
  public Map<String, String> resource() {
    return Map.of();
  }

  @Override
  public Log log() {
    return new Log() {
      @Override
      public boolean isEnabled(Level level) {
        return level.compareTo(Level.WARN) >= 0;
      }

      @Override
      public void log(
          Level level, String message, @Nullable Throwable error, @Nullable Object... fields) {
        if (isEnabled(level) && warnings.size() < KEPT) {
          warnings.add(line(message, fields));
        }
      }
    };
  }

  private static String line(String message, @Nullable Object[] fields) {
    StringBuilder line = new StringBuilder(message);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      line.append(i == 0 ? ": " : ", ").append(fields[i]).append(' ').append(fields[i + 1]);
    }
    return line.toString();
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public MemoryBudget memory() {
    return new MemoryBudget() {
      @Override
      public boolean tryReserve(long bytes) {
        return true;
      }

      @Override
      public void reserve(long bytes) {}

      @Override
      public void release(long bytes) {}

      @Override
      public long reserved() {
        return 0;
      }

      @Override
      public boolean isLimited() {
        return false;
      }

      @Override
      public void limit(long limitBytes, long softLimitBytes) {}
    };
  }

  @Override
  public StatusReporter status() {
    return new StatusReporter() {
      @Override
      public void ok() {}

      @Override
      public void recoverableError(String reason) {}

      @Override
      public void permanentError(String reason) {}

      @Override
      public void fatalError(String reason) {}

      @Override
      public void notReady(String reason) {}
    };
  }

  @Override
  public Losses losses() {
    return new Losses() {
      @Override
      public void lost(Signal signal, long items, String reason, String detail) {}

      @Override
      public void dropped(Signal signal, long items, String reason) {}
    };
  }

  @Override
  public <T> T extension(ComponentId wanted, Class<T> kind) {
    throw new StartException("extension \"" + wanted + "\" cannot be used in a trial");
  }
}
