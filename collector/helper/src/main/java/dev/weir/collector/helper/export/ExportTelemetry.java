package dev.weir.collector.helper.export;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The metrics of an exporter, under the Collector's names. Any thread may call it.
final class ExportTelemetry {
  private static final double[] UNITS = {
    10, 25, 50, 75, 100, 250, 500, 750, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000,
    20000, 30000, 50000, 100000
  };
  private static final double[] BYTES =
      IntStream.rangeClosed(7, 24).mapToDouble(power -> (double) (1 << power)).toArray();

  private final Telemetry telemetry;
  private final Signal signal;
  private final Map<String, String> exporter;
  private final Map<String, String> exporterAndSignal;
  private final Map<String, String> withDestination;
  private final boolean detailed;
  private final Counter sent;
  private final Counter retries;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Sizes enqueued;
  private final Sizes merged;

  ExportTelemetry(ComponentContext context, Signal signal, Map<String, String> labels) {
    this.telemetry = context.telemetry();
    this.signal = signal;
    this.detailed = telemetry.level() == Telemetry.Level.DETAILED;
    this.exporter = telemetry.componentLabels();
    this.exporterAndSignal = with(exporter, Map.of("data_type", signal.key()));
    this.withDestination = with(exporter, labels);
    this.sent =
        items(
            "sent", "Number of " + noun() + " successfully sent to destination.", withDestination);
    this.retries =
        telemetry.counter(
            "otelcol_exporter_retry_attempts",
            "Number of attempts to send again what the destination refused for now.",
            "{attempt}",
            exporterAndSignal);
    this.enqueued = sizes("enqueue_size", "the request added to the sending queue", exporter);
    this.merged = sizes("queue_batch_send_size", "the batch that was sent", withDestination);
    telemetry.gauge(
        "otelcol_exporter_in_flight_requests",
        "Number of export requests currently in-flight (including retry backoff).",
        "{request}",
        exporterAndSignal,
        inFlight::doubleValue);
  }

  void queue(long capacity, LongSupplier size) {
    telemetry.gauge(
        "otelcol_exporter_queue_size",
        "Current size of the sending queue (in the unit of its sizer).",
        "{batch}",
        exporterAndSignal,
        () -> (double) size.getAsLong());
    telemetry.gauge(
        "otelcol_exporter_queue_capacity",
        "Fixed capacity of the sending queue (in the unit of its sizer).",
        "{batch}",
        exporterAndSignal,
        () -> (double) capacity);
  }

  void enqueued(Batch batch) {
    enqueued.record(batch);
  }

  void enqueueFailed(Batch batch) {
    items(
            "enqueue_failed",
            "Number of " + noun() + " failed to be added to the sending queue.",
            exporter)
        .add(batch.items());
  }

  void merged(Batch batch) {
    merged.record(batch);
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  void end() {
    inFlight.decrementAndGet();
  }

  void sent(Batch batch) {
    sent.add(batch.items());
  }

  void retry() {
    retries.add(1);
  }

  void sendFailed(Batch batch, String reason, Throwable cause) {
    items(
            "send_failed",
            "Number of " + noun() + " in failed attempts to send to destination.",
            detailed ? with(withDestination, failure(reason, cause)) : withDestination)
        .add(batch.items());
  }

  private static Map<String, String> failure(String reason, Throwable cause) {
    String type = cause instanceof Refusal refusal ? refusal.errorType() : Refusal.OTHER;
    return Map.of(
        "error.type",
        reason.equals("shutdown") ? "Shutdown" : type,
        "error.permanent",
        String.valueOf(cause instanceof PermanentRefusal));
  }

  private Counter items(String what, String help, Map<String, String> labels) {
    return telemetry.counter(
        "otelcol_exporter_" + what + "_" + signal.items(), help, unit(), labels);
  }

  private Sizes sizes(String name, String of, Map<String, String> labels) {
    if (!detailed) {
      return new Sizes(null, null);
    }
    return new Sizes(
        telemetry.histogram(
            "otelcol_exporter_" + name, "Number of units in " + of + ".", "{unit}", UNITS, labels),
        telemetry.histogram(
            "otelcol_exporter_" + name + "_bytes",
            "Number of bytes in " + of + ".",
            "By",
            BYTES,
            labels));
  }

  private String noun() {
    return signal.items().replace('_', ' ');
  }

  private String unit() {
    return switch (signal) {
      case TRACES -> "{span}";
      case METRICS -> "{datapoint}";
      case LOGS -> "{record}";
      case PROFILES -> "{sample}";
    };
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return Map.copyOf(all);
  }

  /// Two distributions that exist at the detailed level only.
  private record Sizes(@Nullable Histogram items, @Nullable Histogram bytes) {
    void record(Batch batch) {
      if (items != null && bytes != null) {
        items.record(batch.items());
        bytes.record(batch.length());
      }
    }
  }
}
