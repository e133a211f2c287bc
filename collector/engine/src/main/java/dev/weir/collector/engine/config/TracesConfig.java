package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The collector's own spans, `service::telemetry::traces`.
///
/// @param level `none` makes no spans
/// @param propagators `tracecontext`, `b3`
/// @param processors where spans are sent; none are made without one
/// @param limits of a span's size
/// @param sampler which spans are made
public record TracesConfig(
    MetricsConfig.Level level,
    List<String> propagators,
    List<TelemetryProcessor> processors,
    @Nullable Map<String, Object> limits,
    @Nullable Map<String, Object> sampler)
    implements ComponentConfig {

  public static TracesConfig defaults() {
    return new TracesConfig(MetricsConfig.Level.BASIC, List.of(), List.of(), null, null);
  }
}
