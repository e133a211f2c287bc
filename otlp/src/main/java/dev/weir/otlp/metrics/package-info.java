/// Views of metrics. Start with [MetricsView], or with [MetricView] for one metric.
@NullMarked
package dev.weir.otlp.metrics;

import org.jspecify.annotations.NullMarked;
