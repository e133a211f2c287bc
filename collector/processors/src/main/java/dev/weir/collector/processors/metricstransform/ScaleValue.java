package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.metrics.ExemplarView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.IntPredicate;

/// Multiplies values: numbers, and of histograms the bounds, the sum, the smallest and largest
/// value. The buckets of an exponential histogram move by the nearest whole number of them.
/// Exemplars are multiplied as well.
final class ScaleValue implements Operation {
  private static final int START_TIME = 2;
  private static final int EXEMPLAR_DOUBLE = 3;
  private static final int EXEMPLAR_INT = 6;

  private final double factor;

  ScaleValue(double factor) {
    this.factor = factor;
  }

  @Override
  public boolean isForAllPoints() {
    return false;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    if (!MetricPoint.isPossible(metric.data())) {
      return;
    }
    MetricPoint point = new MetricPoint();
    for (int i = 0; i < metric.points(); i++) {
      if (wanted.test(i)) {
        point.read(metric, i);
        rewrite(metric, i, point.startTime(), point.value().times(factor));
      }
    }
  }

  private void rewrite(MetricEdit metric, int index, long startTime, PointValue value) {
    int exemplars = exemplarsNumber(metric.data());
    FieldCursor fields = metric.point(index, new FieldCursor());
    ProtoWriter out =
        metric.rewritePoint(index, 1L << START_TIME | 1L << exemplars | value.fields());
    if (startTime != 0) {
      out.fixed64(START_TIME, startTime);
    }
    value.write(out);
    while (fields.next()) {
      if (fields.number() == exemplars && fields.wireType() == FieldCursor.BYTES) {
        writeExemplar(out, exemplars, fields);
      }
    }
    metric.endPoint();
  }

  private void writeExemplar(ProtoWriter out, int number, FieldCursor field) {
    ExemplarView exemplar =
        new ExemplarView().wrap(field.buffer(), field.valueOffset(), field.valueLength());
    int mark = out.beginMessage(number, field.valueLength());
    out.fieldsExcept(
        field.buffer(),
        field.valueOffset(),
        field.valueLength(),
        1L << EXEMPLAR_DOUBLE | 1L << EXEMPLAR_INT);
    if (exemplar.isInt() || exemplar.isDouble()) {
      PointValue value =
          exemplar.isInt()
              ? new PointValue.Whole(exemplar.asInt())
              : new PointValue.Real(exemplar.asDouble());
      switch (value.times(factor)) {
        case PointValue.Whole whole -> out.fixed64(EXEMPLAR_INT, whole.value());
        case PointValue.Real real -> out.float64(EXEMPLAR_DOUBLE, real.value());
        default -> throw new IllegalStateException("a number times a number");
      }
    }
    out.endMessage(mark, ProtoWriter.varintSize(field.valueLength()));
  }

  private static int exemplarsNumber(MetricView.Data kind) {
    return switch (kind) {
      case HISTOGRAM -> 8;
      case EXPONENTIAL_HISTOGRAM -> 11;
      default -> 5;
    };
  }
}
