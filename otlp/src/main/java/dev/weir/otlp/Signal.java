package dev.weir.otlp;

/// The kinds of telemetry that OTLP carries, in the order of the OpenTelemetry specification.
public enum Signal {
  TRACES("traces", "spans"),
  METRICS("metrics", "metric_points"),
  LOGS("logs", "log_records"),
  PROFILES("profiles", "profile_samples");

  private final String key;
  private final String items;

  Signal(String key, String items) {
    this.key = key;
    this.items = items;
  }

  /// The name in configurations and telemetry: `traces`, `metrics`, `logs`, `profiles`.
  public String key() {
    return key;
  }

  /// What one counts, as the Collector's own metrics spell it: `spans`, `metric_points`,
  /// `log_records`, `profile_samples`.
  public String items() {
    return items;
  }
}
