package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;

/// What the user writes under `metrics_transform:`.
///
/// @param transforms what to do, in this order
public record MetricsTransformConfig(List<TransformConfig> transforms) implements ComponentConfig {}
