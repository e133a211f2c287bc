package dev.weir.collector.processors.deltatorate;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.List;

/// What the user writes under `delta_to_rate:`.
///
/// @param metrics the names of the metrics to convert
public record DeltaToRateConfig(List<String> metrics) implements ComponentConfig {
  @Override
  public void validate(Problems problems) {
    if (metrics.isEmpty()) {
      problems.add("metrics", "metric names are missing");
    }
  }
}
