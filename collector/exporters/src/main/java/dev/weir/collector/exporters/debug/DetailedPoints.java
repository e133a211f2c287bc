package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.metrics.ExemplarView;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.metrics.SummaryDataPointView;
import dev.weir.otlp.metrics.ValueAtQuantileView;

/// Every field of every data point.
final class DetailedPoints {
  private DetailedPoints() {}

  static void numbers(Lines lines, NumberDataPointView point) {
    for (int i = 0; point.next(); i++) {
      lines.line("NumberDataPoints #", i);
      begin(lines, point.attributes(), point.startTimeUnixNano(), point.timeUnixNano());
      if (point.isInt()) {
        lines.line("Value: ", point.asInt());
      } else if (point.isDouble()) {
        lines.line("Value: ", FloatText.fixed(point.asDouble()));
      }
      exemplars(lines, point.exemplars());
    }
  }

  static void histograms(Lines lines, HistogramDataPointView point) {
    for (int i = 0; point.next(); i++) {
      lines.line("HistogramDataPoints #", i);
      begin(lines, point.attributes(), point.startTimeUnixNano(), point.timeUnixNano());
      lines.line("Count: ", Long.toUnsignedString(point.count()));
      optional(lines, "Sum", point.hasSum(), point.sum());
      optional(lines, "Min", point.hasMin(), point.min());
      optional(lines, "Max", point.hasMax(), point.max());
      var bounds = point.explicitBounds();
      for (int j = 0; bounds.next(); j++) {
        lines.line("ExplicitBounds #", j, ": ", FloatText.fixed(bounds.doubleValue()));
      }
      var counts = point.bucketCounts();
      for (int j = 0; counts.next(); j++) {
        lines.line("Buckets #", j, ", Count: ", Long.toUnsignedString(counts.longValue()));
      }
      exemplars(lines, point.exemplars());
    }
  }

  static void exponentialHistograms(Lines lines, ExponentialHistogramDataPointView point) {
    for (int i = 0; point.next(); i++) {
      lines.line("ExponentialHistogramDataPoints #", i);
      begin(lines, point.attributes(), point.startTimeUnixNano(), point.timeUnixNano());
      lines.line("Count: ", Long.toUnsignedString(point.count()));
      optional(lines, "Sum", point.hasSum(), point.sum());
      optional(lines, "Min", point.hasMin(), point.min());
      optional(lines, "Max", point.hasMax(), point.max());
      buckets(lines, point);
      exemplars(lines, point.exemplars());
    }
  }

  /// From the lowest value to the highest; the bound that belongs to a bucket is in a square
  /// bracket.
  private static void buckets(Lines lines, ExponentialHistogramDataPointView point) {
    ExponentialBuckets negative = ExponentialBuckets.of(point.negative(), point.scale());
    for (int i = negative.size() - 1; i >= 0; i--) {
      String lower = FloatText.fixed(-negative.upper(i));
      String upper = FloatText.fixed(-negative.lower(i));
      bucket(lines, "[" + lower + ", " + upper + ")", negative.count(i));
    }
    if (point.zeroCount() != 0) {
      bucket(lines, "[0, 0]", point.zeroCount());
    }
    ExponentialBuckets positive = ExponentialBuckets.of(point.positive(), point.scale());
    for (int i = 0; i < positive.size(); i++) {
      String lower = FloatText.fixed(positive.lower(i));
      String upper = FloatText.fixed(positive.upper(i));
      bucket(lines, "(" + lower + ", " + upper + "]", positive.count(i));
    }
  }

  private static void bucket(Lines lines, String range, long count) {
    lines.line("Bucket ", range, ", Count: ", Long.toUnsignedString(count));
  }

  static void summaries(Lines lines, SummaryDataPointView point) {
    for (int i = 0; point.next(); i++) {
      lines.line("SummaryDataPoints #", i);
      begin(lines, point.attributes(), point.startTimeUnixNano(), point.timeUnixNano());
      lines.line("Count: ", Long.toUnsignedString(point.count()));
      lines.line("Sum: ", FloatText.fixed(point.sum()));
      ValueAtQuantileView value = point.quantileValues();
      for (int j = 0; value.next(); j++) {
        String quantile = FloatText.fixed(value.quantile());
        lines.line(
            "QuantileValue #",
            j,
            ": Quantile ",
            quantile,
            ", Value ",
            FloatText.fixed(value.value()));
      }
    }
  }

  private static void begin(Lines lines, AttributesView attributes, long start, long time) {
    DetailedText.attributes(lines, "Data point attributes", attributes);
    lines.line("StartTimestamp: ", TimeText.of(start));
    lines.line("Timestamp: ", TimeText.of(time));
  }

  private static void optional(Lines lines, String name, boolean present, double value) {
    if (present) {
      lines.line(name, ": ", FloatText.fixed(value));
    }
  }

  private static void exemplars(Lines lines, ExemplarView exemplar) {
    for (int i = 0; exemplar.next(); i++) {
      if (i == 0) {
        lines.line("Exemplars:");
      }
      lines.line("Exemplar #", i);
      lines.line("     -> Trace ID: ", ValueText.id(exemplar.traceId()));
      lines.line("     -> Span ID: ", ValueText.id(exemplar.spanId()));
      lines.line("     -> Timestamp: ", TimeText.of(exemplar.timeUnixNano()));
      if (exemplar.isInt()) {
        lines.line("     -> Value: ", exemplar.asInt());
      } else if (exemplar.isDouble()) {
        lines.line("     -> Value: ", FloatText.fixed(exemplar.asDouble()));
      }
      DetailedText.attributes(lines, "     -> FilteredAttributes", exemplar.filteredAttributes());
    }
  }
}
