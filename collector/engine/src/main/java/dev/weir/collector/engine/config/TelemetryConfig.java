package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;

/// What the collector says about itself, `service::telemetry`.
public record TelemetryConfig(
    LogsConfig logs, MetricsConfig metrics, TracesConfig traces, ResourceConfig resource)
    implements ComponentConfig {

  public static TelemetryConfig defaults() {
    return new TelemetryConfig(
        LogsConfig.defaults(),
        MetricsConfig.defaults(),
        TracesConfig.defaults(),
        ResourceConfig.defaults());
  }
}
