package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import java.util.List;

/// The points that a statement is about.
final class MetricPoints {
  private MetricPoints() {}

  /// All points of the metric that the frame stands on, or the point that it stands on.
  static List<ByteRange> of(Frame frame) {
    if (frame.standsOn(ContextName.DATAPOINT)) {
      return List.of(frame.bytes(ContextName.DATAPOINT));
    }
    Fields metric = Metric.of(frame);
    Metric.Kind kind = Metric.kind(metric);
    if (kind == null) {
      throw new EvaluationException("metric without data (expected: a summary)");
    }
    return Metric.points(metric, kind);
  }
}
