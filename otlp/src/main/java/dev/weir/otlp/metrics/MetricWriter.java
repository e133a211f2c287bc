package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.Consumer;

/// Writes metrics into the current scope of an [EnvelopeWriter]: [#begin], one of [#gauge], [#sum],
/// [#histogram], [#exponentialHistogram] and [#summary], its points, [#end].
///
/// A start time of 0 is one that is not known. Temporalities are `AggregationTemporality` numbers.
public final class MetricWriter {
  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int SUMMARY = 11;
  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;
  private static final int START_TIME_UNIX_NANO = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int COUNT = 4;

  private final EnvelopeWriter envelope;
  private final ProtoWriter out;
  private int mark;
  private int dataMark;

  public MetricWriter(EnvelopeWriter envelope) {
    this.envelope = envelope;
    this.out = envelope.out();
  }

  /// Begins a metric. Description and unit may be empty.
  public MetricWriter begin(String name, String description, String unit) {
    mark = envelope.beginItem();
    out.string(NAME, name);
    if (!description.isEmpty()) {
      out.string(DESCRIPTION, description);
    }
    if (!unit.isEmpty()) {
      out.string(UNIT, unit);
    }
    return this;
  }

  public MetricWriter gauge() {
    dataMark = out.beginMessage(GAUGE);
    return this;
  }

  public MetricWriter sum(int temporality, boolean monotonic) {
    dataMark = out.beginMessage(SUM);
    out.uint64(TEMPORALITY, temporality);
    out.bool(MONOTONIC, monotonic);
    return this;
  }

  public MetricWriter histogram(int temporality) {
    dataMark = out.beginMessage(HISTOGRAM);
    out.uint64(TEMPORALITY, temporality);
    return this;
  }

  public MetricWriter exponentialHistogram(int temporality) {
    dataMark = out.beginMessage(EXPONENTIAL_HISTOGRAM);
    out.uint64(TEMPORALITY, temporality);
    return this;
  }

  public MetricWriter summary() {
    dataMark = out.beginMessage(SUMMARY);
    return this;
  }

  /// A point of a gauge or sum.
  public MetricWriter point(
      long startUnixNano, long timeUnixNano, long value, Consumer<AttributesWriter> attributes) {
    int point = beginPoint(startUnixNano, timeUnixNano, 7, attributes);
    out.fixed64(6, value);
    out.endMessage(point);
    return this;
  }

  /// A point of a gauge or sum.
  public MetricWriter point(
      long startUnixNano, long timeUnixNano, double value, Consumer<AttributesWriter> attributes) {
    int point = beginPoint(startUnixNano, timeUnixNano, 7, attributes);
    out.float64(4, value);
    out.endMessage(point);
    return this;
  }

  /// A point of a histogram. There is one bucket more than there are bounds.
  public MetricWriter histogramPoint(
      long startUnixNano,
      long timeUnixNano,
      long count,
      double sum,
      long[] bucketCounts,
      double[] explicitBounds,
      Consumer<AttributesWriter> attributes) {
    int point = beginPoint(startUnixNano, timeUnixNano, 9, attributes);
    out.fixed64(COUNT, count);
    out.float64(5, sum);
    out.tag(6, FieldCursor.BYTES);
    out.varint(bucketCounts.length * 8L);
    for (long bucket : bucketCounts) {
      out.fixed64Value(bucket);
    }
    out.tag(7, FieldCursor.BYTES);
    out.varint(explicitBounds.length * 8L);
    for (double bound : explicitBounds) {
      out.fixed64Value(Double.doubleToRawLongBits(bound));
    }
    out.endMessage(point);
    return this;
  }

  /// A point of an exponential histogram. The offsets are those of the first buckets.
  public MetricWriter exponentialHistogramPoint(
      long startUnixNano,
      long timeUnixNano,
      long count,
      double sum,
      int scale,
      long zeroCount,
      int positiveOffset,
      long[] positive,
      int negativeOffset,
      long[] negative,
      Consumer<AttributesWriter> attributes) {
    int point = beginPoint(startUnixNano, timeUnixNano, 1, attributes);
    out.fixed64(COUNT, count);
    out.float64(5, sum);
    out.sint64(6, scale);
    out.fixed64(7, zeroCount);
    buckets(8, positiveOffset, positive);
    buckets(9, negativeOffset, negative);
    out.endMessage(point);
    return this;
  }

  /// A point of a summary: for each quantile from 0 to 1 its value.
  public MetricWriter summaryPoint(
      long startUnixNano,
      long timeUnixNano,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      Consumer<AttributesWriter> attributes) {
    int point = beginPoint(startUnixNano, timeUnixNano, 7, attributes);
    out.fixed64(COUNT, count);
    out.float64(5, sum);
    for (int i = 0; i < quantiles.length; i++) {
      int quantile = out.beginMessage(6);
      out.float64(1, quantiles[i]);
      out.float64(2, values[i]);
      out.endMessage(quantile);
    }
    out.endMessage(point);
    return this;
  }

  public void end() {
    out.endMessage(dataMark);
    out.endMessage(mark);
  }

  private int beginPoint(
      long startUnixNano,
      long timeUnixNano,
      int attributesNumber,
      Consumer<AttributesWriter> attributes) {
    int point = out.beginMessage(POINTS);
    if (startUnixNano != 0) {
      out.fixed64(START_TIME_UNIX_NANO, startUnixNano);
    }
    out.fixed64(TIME_UNIX_NANO, timeUnixNano);
    attributes.accept(new AttributesWriter(out, attributesNumber));
    return point;
  }

  private void buckets(int number, int offset, long[] counts) {
    int buckets = out.beginMessage(number);
    out.sint64(1, offset);
    int packed = out.beginMessage(2);
    for (long count : counts) {
      out.varint(count);
    }
    out.endMessage(packed);
    out.endMessage(buckets);
  }
}
