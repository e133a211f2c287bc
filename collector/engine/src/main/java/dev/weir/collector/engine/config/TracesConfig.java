package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The collector's own spans, `service::telemetry::traces`. It is read and has no effect: this
/// collector does not trace itself.
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

  @Override
  public void validate(Problems problems) {
    warnUnless(processors.isEmpty(), "processors", problems);
    warnUnless(propagators.isEmpty(), "propagators", problems);
    warnUnless(sampler == null, "sampler", problems);
    warnUnless(limits == null, "limits", problems);
  }

  private static void warnUnless(boolean isUnset, String key, Problems problems) {
    if (!isUnset) {
      problems.warn(key, "has no effect: this collector does not trace itself");
    }
  }

  public static TracesConfig defaults() {
    return new TracesConfig(MetricsConfig.Level.BASIC, List.of(), List.of(), null, null);
  }
}
