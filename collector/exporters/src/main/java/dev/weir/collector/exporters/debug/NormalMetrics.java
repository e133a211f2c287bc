package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.MetricsView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.metrics.ResourceMetricsView;
import dev.weir.otlp.metrics.ScopeMetricsView;
import dev.weir.otlp.metrics.SummaryDataPointView;
import dev.weir.otlp.metrics.ValueAtQuantileView;
import dev.weir.otlp.wire.ByteRange;

/// A line for each data point: `name{attributes} value`.
final class NormalMetrics {
  private NormalMetrics() {}

  static void write(ByteRange request, Lines lines) {
    ResourceMetricsView resources = new MetricsView().wrap(request).resourceMetrics();
    for (int i = 0; resources.next(); i++) {
      NormalText.resource(lines, "ResourceMetrics", i, resources.schemaUrl(), resources.resource());
      ScopeMetricsView scopes = resources.scopeMetrics();
      for (int j = 0; scopes.next(); j++) {
        NormalText.scope(lines, "ScopeMetrics", j, scopes.schemaUrl(), scopes.scope());
        MetricView metrics = scopes.metrics();
        while (metrics.next()) {
          metric(metrics, lines);
        }
      }
    }
  }

  private static void metric(MetricView metric, Lines lines) {
    String name = metric.name().toString();
    switch (metric.data()) {
      case NONE -> {}
      case GAUGE -> numbers(name, metric.gauge().dataPoints(), lines);
      case SUM -> numbers(name, metric.sum().dataPoints(), lines);
      case HISTOGRAM -> histograms(name, metric.histogram().dataPoints(), lines);
      case EXPONENTIAL_HISTOGRAM ->
          exponentials(name, metric.exponentialHistogram().dataPoints(), lines);
      case SUMMARY -> summaries(name, metric.summary().dataPoints(), lines);
    }
  }

  private static void numbers(String name, NumberDataPointView point, Lines lines) {
    while (point.next()) {
      begin(name, point.attributes(), lines);
      if (point.isInt()) {
        lines.add(point.asInt());
      } else if (point.isDouble()) {
        lines.add(FloatText.shortest(point.asDouble()));
      }
      lines.line();
    }
  }

  private static void histograms(String name, HistogramDataPointView point, Lines lines) {
    while (point.next()) {
      begin(name, point.attributes(), lines);
      count(point.count(), lines);
      optional("sum", point.hasSum(), point.sum(), lines);
      optional("min", point.hasMin(), point.min(), lines);
      optional("max", point.hasMax(), point.max(), lines);
      var counts = point.bucketCounts();
      var bounds = point.explicitBounds();
      while (counts.next()) {
        String bound = bounds.next() ? "le" + FloatText.shortest(bounds.doubleValue()) + "=" : "";
        lines.add(" ").add(bound).add(Long.toUnsignedString(counts.longValue()));
      }
      lines.line();
    }
  }

  private static void exponentials(
      String name, ExponentialHistogramDataPointView point, Lines lines) {
    while (point.next()) {
      begin(name, point.attributes(), lines);
      count(point.count(), lines);
      optional("sum", point.hasSum(), point.sum(), lines);
      optional("min", point.hasMin(), point.min(), lines);
      optional("max", point.hasMax(), point.max(), lines);
      ExponentialBuckets negative = ExponentialBuckets.of(point.negative(), point.scale());
      for (int i = negative.size() - 1; i >= 0; i--) {
        bucket(-negative.lower(i), negative.count(i), lines);
      }
      if (point.zeroCount() != 0) {
        lines.add(" zero=").add(Long.toUnsignedString(point.zeroCount()));
      }
      ExponentialBuckets positive = ExponentialBuckets.of(point.positive(), point.scale());
      for (int i = 0; i < positive.size(); i++) {
        bucket(positive.upper(i), positive.count(i), lines);
      }
      lines.line();
    }
  }

  private static void bucket(double bound, long count, Lines lines) {
    lines.add(" le").add(FloatText.shortest(bound)).add("=").add(Long.toUnsignedString(count));
  }

  private static void summaries(String name, SummaryDataPointView point, Lines lines) {
    while (point.next()) {
      begin(name, point.attributes(), lines);
      count(point.count(), lines);
      lines.add(" sum=").add(FloatText.fixed(point.sum()));
      ValueAtQuantileView quantile = point.quantileValues();
      while (quantile.next()) {
        lines
            .add(" q")
            .add(FloatText.shortest(quantile.quantile()))
            .add("=")
            .add(FloatText.shortest(quantile.value()));
      }
      lines.line();
    }
  }

  private static void begin(String name, AttributesView attributes, Lines lines) {
    lines.add(name).add("{").add(ValueText.joined(attributes, ",")).add("} ");
  }

  private static void count(long count, Lines lines) {
    lines.add("count=").add(Long.toUnsignedString(count));
  }

  private static void optional(String name, boolean present, double value, Lines lines) {
    if (present) {
      lines.add(" ").add(name).add("=").add(FloatText.shortest(value));
    }
  }
}
