package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;

/// Multiplies what a metric measured.
record Scaling(double factor) {
  private static final int EXEMPLARS_OF_NUMBER = 5;
  private static final int EXEMPLARS_OF_HISTOGRAM = 8;
  private static final int EXEMPLAR_DOUBLE = 3;
  private static final int BOUNDS = 7;
  private static final int MIN = 11;
  private static final int MAX = 12;
  private static final int QUANTILES = 6;
  private static final int QUANTILE_VALUE = 2;

  /// Doubles hold whole numbers up to here.
  private static final double WHOLE = 9_007_199_254_740_992.0;

  void scale(Frame frame) {
    Fields metric = Metric.of(frame);
    Metric.Kind kind = Metric.kind(metric);
    if (kind == null || kind == Metric.Kind.EXPONENTIAL_HISTOGRAM) {
      throw new EvaluationException(
          "scale_metric of a metric that is "
              + Metric.text(kind)
              + " (expected: gauge, sum, histogram, summary)");
    }
    Fields data = metric.message(kind.field);
    Fields scaled = new Fields();
    for (ByteRange range : data.all(Metric.POINTS)) {
      Fields point = Fields.of(range);
      switch (kind) {
        case HISTOGRAM -> histogram(point);
        case SUMMARY -> summary(point);
        default -> number(point);
      }
      scaled.add(Metric.POINTS, point.range());
    }
    scaled.copy(data, Metric.TEMPORALITY, Metric.TEMPORALITY);
    scaled.copy(data, Metric.MONOTONIC, Metric.MONOTONIC);
    frame.edit(ContextName.METRIC).bytes(kind.field, scaled.range().toByteArray());
  }

  private void number(Fields point) {
    value(point, Metric.AS_DOUBLE);
    exemplars(point, EXEMPLARS_OF_NUMBER);
  }

  private void histogram(Fields point) {
    for (int field : new int[] {Metric.SUM, MIN, MAX}) {
      real(point, field);
    }
    for (ByteRange bounds : point.all(BOUNDS)) {
      ProtoWriter out = new ProtoWriter();
      for (int at = 0; at < bounds.length(); at += Long.BYTES) {
        long bits = FieldCursor.fixed64At(bounds.buffer(), bounds.offset() + at);
        out.fixed64Value(Double.doubleToRawLongBits(Double.longBitsToDouble(bits) * factor));
      }
      point.remove(BOUNDS).add(BOUNDS, ByteRange.of(out.toByteArray()));
    }
    exemplars(point, EXEMPLARS_OF_HISTOGRAM);
  }

  private void summary(Fields point) {
    real(point, Metric.SUM);
    Fields before = new Fields().copy(point, QUANTILES, QUANTILES);
    point.remove(QUANTILES);
    for (ByteRange range : before.all(QUANTILES)) {
      Fields quantile = Fields.of(range);
      real(quantile, QUANTILE_VALUE);
      point.add(QUANTILES, quantile.range());
    }
  }

  private void exemplars(Fields point, int number) {
    Fields before = new Fields().copy(point, number, number);
    point.remove(number);
    for (ByteRange range : before.all(number)) {
      Fields exemplar = Fields.of(range);
      value(exemplar, EXEMPLAR_DOUBLE);
      point.add(number, exemplar.range());
    }
  }

  private void real(Fields message, int field) {
    if (message.has(field)) {
      message.real(field, message.real(field) * factor);
    }
  }

  /// An int or a double.
  private void value(Fields message, int asDouble) {
    real(message, asDouble);
    if (message.has(Metric.AS_INT)) {
      double product = message.bits(Metric.AS_INT) * factor;
      if (product == Math.rint(product) && Math.abs(product) <= WHOLE) {
        message.fixed64(Metric.AS_INT, (long) product);
      } else {
        message.remove(Metric.AS_INT).real(asDouble, product);
      }
    }
  }
}
