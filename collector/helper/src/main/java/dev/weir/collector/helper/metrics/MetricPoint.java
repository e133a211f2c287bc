package dev.weir.collector.helper.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.wire.ProtoWriter;

/// A data point of a gauge, sum, histogram or exponential histogram, read in place whatever its
/// kind. Moves from point to point; not safe for threads.
public final class MetricPoint {
  private static final int START_TIME = 2;
  private static final int NO_RECORDED_VALUE = 1;

  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private MetricView.Data kind = MetricView.Data.NONE;

  /// Whether a metric of this kind has such points.
  public static boolean isPossible(MetricView.Data kind) {
    return switch (kind) {
      case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM -> true;
      case NONE, SUMMARY -> false;
    };
  }

  /// Moves to a point of a metric.
  public MetricPoint read(MetricEdit metric, int index) {
    kind = metric.data();
    switch (kind) {
      case HISTOGRAM -> metric.point(index, histogram);
      case EXPONENTIAL_HISTOGRAM -> metric.point(index, exponential);
      case GAUGE, SUM -> metric.point(index, number);
      case NONE, SUMMARY -> throw new IllegalArgumentException("points of " + kind);
    }
    return this;
  }

  public AttributesView attributes() {
    return switch (kind) {
      case HISTOGRAM -> histogram.attributes();
      case EXPONENTIAL_HISTOGRAM -> exponential.attributes();
      default -> number.attributes();
    };
  }

  /// In nanoseconds since 1970; 0 when it is not known.
  public long startTime() {
    return switch (kind) {
      case HISTOGRAM -> histogram.startTimeUnixNano();
      case EXPONENTIAL_HISTOGRAM -> exponential.startTimeUnixNano();
      default -> number.startTimeUnixNano();
    };
  }

  /// In nanoseconds since 1970.
  public long time() {
    return switch (kind) {
      case HISTOGRAM -> histogram.timeUnixNano();
      case EXPONENTIAL_HISTOGRAM -> exponential.timeUnixNano();
      default -> number.timeUnixNano();
    };
  }

  /// Whether the point says that there is no value.
  public boolean isWithoutValue() {
    int flags =
        switch (kind) {
          case HISTOGRAM -> histogram.flags();
          case EXPONENTIAL_HISTOGRAM -> exponential.flags();
          default -> number.flags();
        };
    return (flags & NO_RECORDED_VALUE) != 0;
  }

  public PointValue value() {
    return switch (kind) {
      case HISTOGRAM -> new PointValue.Explicit(ExplicitHistogram.of(histogram));
      case EXPONENTIAL_HISTOGRAM ->
          new PointValue.Exponential(ExponentialHistogram.of(exponential));
      default -> PointValue.of(number);
    };
  }

  /// Gives a point of a metric another value and start time; the rest stays.
  public static void rewrite(MetricEdit metric, int index, long startTime, PointValue value) {
    ProtoWriter out = metric.rewritePoint(index, 1L << START_TIME | value.fields());
    if (startTime != 0) {
      out.fixed64(START_TIME, startTime);
    }
    value.write(out);
    metric.endPoint();
  }
}
