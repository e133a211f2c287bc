package dev.weir.collector.api;

import java.util.Map;
import java.util.function.DoubleSupplier;

/// Where a component registers metrics about itself. Asking again for the same name and labels
/// gives the same instrument. Labels that name the component are the caller's to add; use
/// [#componentLabels()]. Any thread may call it.
public interface Telemetry {

  /// How much is measured, from `service::telemetry::metrics::level`.
  enum Level {
    NONE,
    BASIC,
    NORMAL,
    DETAILED
  }

  /// Counts up. Any thread may call it.
  interface Counter {
    void add(long amount);
  }

  /// Remembers a distribution. Any thread may call it.
  interface Histogram {
    void record(double value);
  }

  Level level();

  /// The label that names this component, by its kind: `{receiver=otlp}`, `{exporter=otlp_grpc/x}`.
  Map<String, String> componentLabels();

  /// A counter, made on first use.
  ///
  /// @param name the full name as exposed, such as `otelcol_exporter_sent_spans`
  /// @param unit in UCUM, such as `By`, `s`, `{spans}`
  Counter counter(String name, String help, String unit, Map<String, String> labels);

  /// A histogram, made on first use.
  ///
  /// @param bounds upper bounds of the buckets, ascending, without infinity
  Histogram histogram(
      String name, String help, String unit, double[] bounds, Map<String, String> labels);

  /// A value that is asked for when metrics are read. Replaces one of the same name and labels.
  void gauge(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value);

  /// As [#gauge], for a value that only grows.
  void observableCounter(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value);
}
