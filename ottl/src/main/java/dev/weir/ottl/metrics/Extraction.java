package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.metrics.Metric.Kind;
import java.util.ArrayList;
import java.util.List;

/// Adds a sum made of the counts or sums of the points of a histogram or summary.
///
/// @param ofCounts true for counts
record Extraction(boolean ofCounts) {

  /// Adds a sum of all points of the metric that the frame stands on. Its temporality is the
  /// metric's; summaries are cumulative.
  void extract(Frame frame, String function, String suffix, boolean monotonic) {
    Fields metric = Metric.of(frame);
    Kind kind = Metric.kind(metric);
    if (kind != Kind.HISTOGRAM && kind != Kind.EXPONENTIAL_HISTOGRAM && kind != Kind.SUMMARY) {
      throw new EvaluationException(
          function
              + " of a metric that is "
              + Metric.text(kind)
              + " (expected: histogram or summary)");
    }
    long temporality =
        kind == Kind.SUMMARY
            ? Metric.CUMULATIVE
            : metric.message(kind.field).bits(Metric.TEMPORALITY);
    List<Fields> points = points(Metric.points(metric, kind), kind);
    if (!points.isEmpty()) {
      Fields named = ofCounts ? metric.text(Metric.UNIT, "1") : metric;
      add(frame, named, suffix, Metric.sum(temporality, monotonic), points);
    }
  }

  /// Adds a sum of points of a summary.
  void convert(
      Frame frame, List<ByteRange> points, String suffix, long temporality, boolean monotonic) {
    Fields metric = Metric.of(frame);
    Fields sum = Metric.sum(temporality, monotonic);
    add(frame, metric, suffix, sum, points(points, Kind.SUMMARY));
  }

  private void add(Frame frame, Fields metric, String suffix, Fields sum, List<Fields> points) {
    for (Fields point : points) {
      sum.add(Metric.POINTS, point.range());
    }
    Fields added = Metric.named(metric, metric.text(Metric.NAME) + suffix);
    frame.addMetric(added.message(Kind.SUM.field, sum).range());
  }

  private List<Fields> points(List<ByteRange> from, Kind kind) {
    List<Fields> points = new ArrayList<>();
    for (ByteRange range : from) {
      Fields point = Fields.of(range);
      Fields number = Metric.numberPoint(point, kind);
      if (ofCounts) {
        points.add(number.fixed64(Metric.AS_INT, point.bits(Metric.COUNT)));
      } else if (kind == Kind.SUMMARY || point.has(Metric.SUM)) {
        points.add(number.real(Metric.AS_DOUBLE, point.real(Metric.SUM)));
      }
    }
    return points;
  }
}
