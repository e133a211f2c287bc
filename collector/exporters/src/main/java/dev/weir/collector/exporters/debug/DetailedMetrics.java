package dev.weir.collector.exporters.debug;

import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.MetricsView;
import dev.weir.otlp.metrics.ResourceMetricsView;
import dev.weir.otlp.metrics.ScopeMetricsView;
import dev.weir.otlp.wire.ByteRange;

/// Every field of every metric.
final class DetailedMetrics {
  private static final String[] TEMPORALITIES = {"Unspecified", "Delta", "Cumulative"};

  private DetailedMetrics() {}

  static void write(ByteRange request, Lines lines) {
    ResourceMetricsView resources = new MetricsView().wrap(request).resourceMetrics();
    for (int i = 0; resources.next(); i++) {
      DetailedText.resource(
          lines, "ResourceMetrics", i, resources.schemaUrl(), resources.resource());
      ScopeMetricsView scopes = resources.scopeMetrics();
      for (int j = 0; scopes.next(); j++) {
        DetailedText.scope(lines, "ScopeMetrics", j, scopes.schemaUrl(), scopes.scope());
        MetricView metrics = scopes.metrics();
        for (int k = 0; metrics.next(); k++) {
          lines.line("Metric #", k);
          descriptor(lines, metrics);
          data(lines, metrics);
        }
      }
    }
  }

  private static void descriptor(Lines lines, MetricView metric) {
    lines.line("Descriptor:");
    lines.line("     -> Name: ", metric.name());
    lines.line("     -> Description: ", metric.description());
    lines.line("     -> Unit: ", metric.unit());
    lines.line("     -> DataType: ", type(metric.data()));
    DetailedText.attributes(lines, "     -> Metadata", metric.metadata());
  }

  private static String type(MetricView.Data data) {
    return switch (data) {
      case NONE -> "Empty";
      case GAUGE -> "Gauge";
      case SUM -> "Sum";
      case HISTOGRAM -> "Histogram";
      case EXPONENTIAL_HISTOGRAM -> "ExponentialHistogram";
      case SUMMARY -> "Summary";
    };
  }

  private static void data(Lines lines, MetricView metric) {
    switch (metric.data()) {
      case NONE -> {}
      case GAUGE -> DetailedPoints.numbers(lines, metric.gauge().dataPoints());
      case SUM -> {
        lines.line("     -> IsMonotonic: ", metric.sum().isMonotonic());
        temporality(lines, metric.sum().aggregationTemporality());
        DetailedPoints.numbers(lines, metric.sum().dataPoints());
      }
      case HISTOGRAM -> {
        temporality(lines, metric.histogram().aggregationTemporality());
        DetailedPoints.histograms(lines, metric.histogram().dataPoints());
      }
      case EXPONENTIAL_HISTOGRAM -> {
        temporality(lines, metric.exponentialHistogram().aggregationTemporality());
        DetailedPoints.exponentialHistograms(lines, metric.exponentialHistogram().dataPoints());
      }
      case SUMMARY -> DetailedPoints.summaries(lines, metric.summary().dataPoints());
    }
  }

  private static void temporality(Lines lines, int temporality) {
    lines.line("     -> AggregationTemporality: ", Names.of(TEMPORALITIES, temporality));
  }
}
