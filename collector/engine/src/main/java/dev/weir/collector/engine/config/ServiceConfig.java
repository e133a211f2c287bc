package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import java.util.List;
import java.util.Map;

/// Which of the configured components run, and how they are joined.
///
/// @param extensions those that run, in order
/// @param pipelines by signal and name, such as `traces/backend`
/// @param telemetry what the collector says about itself
public record ServiceConfig(
    List<ComponentId> extensions,
    Map<ComponentId, PipelineConfig> pipelines,
    TelemetryConfig telemetry)
    implements ComponentConfig {

  static ServiceConfig defaults() {
    return new ServiceConfig(List.of(), Map.of(), TelemetryConfig.defaults());
  }
}
