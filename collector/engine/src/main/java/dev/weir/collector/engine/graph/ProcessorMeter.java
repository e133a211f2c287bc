package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what goes into a processor and what comes out. At the detailed level it also measures how
/// long the processor takes until it hands on.
final class ProcessorMeter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] SECONDS = {
    0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025,
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final Counter incoming;
  private final Counter outgoing;
  private final @Nullable Stopwatch stopwatch;

  ProcessorMeter(Telemetry telemetry, Signal signal) {
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.put("otel.signal", signal.key());
    incoming =
        telemetry.counter(
            "otelcol_processor_incoming_items",
            "Items that went into the processor",
            "{items}",
            labels);
    outgoing =
        telemetry.counter(
            "otelcol_processor_outgoing_items",
            "Items that came out of the processor",
            "{items}",
            labels);
    stopwatch =
        telemetry.level() == Telemetry.Level.DETAILED
            ? new Stopwatch(
                telemetry.histogram(
                    "otelcol_processor_internal_duration",
                    "Time a batch spends in the processor before it is handed on",
                    "s",
                    SECONDS,
                    labels))
            : null;
  }

  /// What the processor hands its output to instead of `next`.
  Consumer outlet(Consumer next) {
    return new Outlet(next);
  }

  /// What is offered batches instead of the processor.
  Consumer inlet(Consumer processor, Guard guard) {
    return new Inlet(processor, guard);
  }

  private final class Inlet implements Consumer {
    private final Consumer processor;
    private final Guard guard;

    private Inlet(Consumer processor, Guard guard) {
      this.processor = processor;
      this.guard = guard;
    }

    @Override
    public void consume(Batch batch) {
      incoming.add(batch.items());
      if (stopwatch != null) {
        stopwatch.start();
      }
      try {
        processor.consume(batch);
      } catch (Throwable thrown) {
        throw guard.refusal(thrown);
      } finally {
        if (stopwatch != null) {
          stopwatch.stop();
        }
      }
    }

    @Override
    public boolean mayBlock() {
      return processor.mayBlock();
    }
  }

  private final class Outlet implements Consumer {
    private final Consumer next;

    private Outlet(Consumer next) {
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      outgoing.add(batch.items());
      if (stopwatch != null) {
        stopwatch.stop();
      }
      next.consume(batch);
    }

    @Override
    public boolean mayBlock() {
      return next.mayBlock();
    }
  }

  /// Measures from entering the processor until it first hands on in the same thread, or returns.
  private static final class Stopwatch {
    private final ThreadLocal<Long> started = new ThreadLocal<>();
    private final Histogram seconds;

    private Stopwatch(Histogram seconds) {
      this.seconds = seconds;
    }

    void start() {
      started.set(System.nanoTime());
    }

    void stop() {
      Long start = started.get();
      if (start != null) {
        started.remove();
        seconds.record((System.nanoTime() - start) / NANOS_PER_SECOND);
      }
    }
  }
}
