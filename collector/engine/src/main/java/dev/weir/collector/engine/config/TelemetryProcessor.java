package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends the collector's own logs or spans somewhere: one of the two is set.
public record TelemetryProcessor(@Nullable Batch batch, @Nullable Simple simple)
    implements ComponentConfig {

  public static TelemetryProcessor defaults() {
    return new TelemetryProcessor(null, null);
  }

  @Override
  public void validate(Problems problems) {
    if ((batch == null) == (simple == null)) {
      problems.add("", "must have exactly one of batch and simple");
    }
  }

  /// In batches. Times are in milliseconds.
  public record Batch(
      int exportTimeout,
      int maxExportBatchSize,
      int maxQueueSize,
      int scheduleDelay,
      Destination exporter)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (maxQueueSize <= 0) {
        problems.add("max_queue_size", maxQueueSize, "1 or more");
      }
      if (maxExportBatchSize <= 0) {
        problems.add("max_export_batch_size", maxExportBatchSize, "1 or more");
      }
    }

    public static Batch defaults() {
      return new Batch(30_000, 512, 2048, 1000, Destination.defaults());
    }
  }

  /// One by one.
  public record Simple(Destination exporter) implements ComponentConfig {

    public static Simple defaults() {
      return new Simple(Destination.defaults());
    }
  }

  /// Where it goes: one is set.
  ///
  /// @param console to the standard output; has no settings
  public record Destination(
      @Nullable Map<String, Object> console, @Nullable TelemetryOtlp otlp, @Nullable Zipkin zipkin)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (console != null) {
        problems.warn("console", "has no effect: the log itself goes to output_paths");
      }
      if (zipkin != null) {
        problems.warn("zipkin", "has no effect: this collector does not trace itself");
      }
    }

    public static Destination defaults() {
      return new Destination(null, null, null);
    }
  }

  /// A Zipkin server. The timeout is in milliseconds.
  public record Zipkin(String endpoint, @Nullable Integer timeout) implements ComponentConfig {

    public static Zipkin defaults() {
      return new Zipkin("", null);
    }
  }
}
