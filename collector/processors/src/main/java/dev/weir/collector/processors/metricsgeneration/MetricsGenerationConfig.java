package dev.weir.collector.processors.metricsgeneration;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;

/// What the user writes under `metricsgeneration:`.
///
/// @param rules the metrics to make
public record MetricsGenerationConfig(List<RuleConfig> rules) implements ComponentConfig {}
