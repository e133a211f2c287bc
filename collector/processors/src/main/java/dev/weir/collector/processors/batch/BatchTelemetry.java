package dev.weir.collector.processors.batch;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import dev.weir.collector.api.Telemetry.Level;
import dev.weir.collector.helper.batching.Trigger;
import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the processor measures, under the Collector's names.
final class BatchTelemetry {
  private static final String PREFIX = "otelcol_processor_batch_";
  private static final double[] ITEMS = {
    10, 25, 50, 75, 100, 250, 500, 750, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000,
    20000, 30000, 50000, 100000
  };

  /// 128 B to 16 MiB.
  private static final double[] BYTES =
      IntStream.rangeClosed(7, 24).mapToDouble(power -> 1L << power).toArray();

  private final Telemetry telemetry;
  private final Histogram items;
  private final @Nullable Histogram bytes;
  private final Counter sizeTrigger;
  private final Counter timeoutTrigger;

  BatchTelemetry(Telemetry telemetry) {
    Map<String, String> labels = telemetry.componentLabels();
    this.telemetry = telemetry;
    items =
        telemetry.histogram(
            PREFIX + "batch_send_size", "Number of units in the batch", "{unit}", ITEMS, labels);
    bytes =
        telemetry.level() != Level.DETAILED
            ? null
            : telemetry.histogram(
                PREFIX + "batch_send_size_bytes",
                "Number of bytes in batch that was sent. Only available on detailed level.",
                "By",
                BYTES,
                labels);
    sizeTrigger = triggers("batch_size_trigger_send", "size");
    timeoutTrigger = triggers("timeout_trigger_send", "timeout");
  }

  /// A batch goes on, for the first time.
  void sent(Batch batch, Trigger trigger) {
    items.record(batch.items());
    if (bytes != null) {
      bytes.record(batch.length());
    }
    (trigger == Trigger.SIZE ? sizeTrigger : timeoutTrigger).add(1);
  }

  void observe(Signal signal, IntSupplier partitions) {
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.put("otel.signal", signal.key());
    telemetry.gauge(
        PREFIX + "metadata_cardinality",
        "Number of distinct metadata value combinations being processed",
        "{combination}",
        labels,
        partitions::getAsInt);
  }

  private Counter triggers(String name, String trigger) {
    return telemetry.counter(
        PREFIX + name,
        "Number of times the batch was sent due to a " + trigger + " trigger",
        "{time}",
        telemetry.componentLabels());
  }
}
