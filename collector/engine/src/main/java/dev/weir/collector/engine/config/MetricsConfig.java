package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The collector's own metrics, `service::telemetry::metrics`.
///
/// @param level how much is measured
/// @param readers how the metrics get out
/// @param views changes of single metrics
public record MetricsConfig(Level level, List<Reader> readers, @Nullable List<MetricView> views)
    implements ComponentConfig {

  /// How much is measured.
  public enum Level {
    @Key(former = "-1")
    NONE,
    @Key(former = "0")
    BASIC,
    @Key(former = "1")
    NORMAL,
    @Key(former = "2")
    DETAILED
  }

  public static MetricsConfig defaults() {
    var prometheus = new Prometheus("localhost", 8888, true, true, true, null);
    var reader = new Reader(null, new Pull(new PullExporter(prometheus)), List.of());
    return new MetricsConfig(Level.NORMAL, List.of(reader), null);
  }

  @Override
  public void validate(Problems problems) {
    if (level != Level.NONE && readers.isEmpty()) {
      problems.add(
          "readers",
          "collector telemetry metrics reader should exist when metric level is not none");
    }
    if (views != null && level != Level.DETAILED) {
      problems.add(
          "views",
          "service::telemetry::metrics::views can only be set when"
              + " service::telemetry::metrics::level is detailed");
    }
  }

  /// How metrics get out: sent at an interval, or fetched. One is set.
  public record Reader(
      @Nullable Periodic periodic, @Nullable Pull pull, List<Map<String, Object>> producers)
      implements ComponentConfig {

    public static Reader defaults() {
      return new Reader(null, null, List.of());
    }

    @Override
    public void validate(Problems problems) {
      if ((periodic == null) == (pull == null)) {
        problems.add("", "must have exactly one of periodic and pull");
      }
      if (!producers.isEmpty()) {
        problems.warn("producers", "has no effect");
      }
    }
  }

  /// Sent at an interval. Times are in milliseconds.
  public record Periodic(int interval, int timeout, PushExporter exporter)
      implements ComponentConfig {

    public static Periodic defaults() {
      return new Periodic(60_000, 30_000, new PushExporter(null, null));
    }

    @Override
    public void validate(Problems problems) {
      if (interval <= 0) {
        problems.add("interval", interval, "milliseconds, more than 0");
      }
      if (timeout <= 0) {
        problems.add("timeout", timeout, "milliseconds, more than 0");
      }
    }
  }

  /// Where sent metrics go: one is set.
  ///
  /// @param console to the standard output; has no settings
  public record PushExporter(@Nullable Map<String, Object> console, @Nullable TelemetryOtlp otlp)
      implements ComponentConfig {

    public static PushExporter defaults() {
      return new PushExporter(null, null);
    }

    @Override
    public void validate(Problems problems) {
      if ((console == null) == (otlp == null)) {
        problems.add("", "must have exactly one of console and otlp");
      }
      if (console != null) {
        problems.warn("console", "has no effect: metrics are sent by otlp or fetched");
      }
    }
  }

  /// Fetched by somebody.
  public record Pull(PullExporter exporter) implements ComponentConfig {

    public static Pull defaults() {
      return new Pull(new PullExporter(null));
    }
  }

  /// How they are fetched.
  public record PullExporter(@Nullable Prometheus prometheus) implements ComponentConfig {

    public static PullExporter defaults() {
      return new PullExporter(null);
    }

    @Override
    public void validate(Problems problems) {
      if (prometheus == null) {
        problems.add("", "must have the key prometheus");
      }
    }
  }

  /// A page in the Prometheus format, at `/metrics`.
  ///
  /// @param withoutScopeInfo leaves out the labels that name the instrumentation scope
  /// @param withoutUnits leaves out the unit at the end of a name
  /// @param withoutTypeSuffix leaves out `_total`
  /// @param withResourceConstantLabels resource attributes that become labels
  public record Prometheus(
      String host,
      int port,
      boolean withoutScopeInfo,
      boolean withoutUnits,
      boolean withoutTypeSuffix,
      @Nullable IncludeExclude withResourceConstantLabels)
      implements ComponentConfig {

    public static Prometheus defaults() {
      return new Prometheus("localhost", 8888, true, true, true, null);
    }

    @Override
    public void validate(Problems problems) {
      if (port < 0 || port > 65_535) {
        problems.add("port", port, "0 to 65535");
      }
    }
  }

  /// Chosen by name; `*` and `?` stand for any characters and one.
  public record IncludeExclude(List<String> included, List<String> excluded)
      implements ComponentConfig {

    public static IncludeExclude defaults() {
      return new IncludeExclude(List.of(), List.of());
    }
  }
}
