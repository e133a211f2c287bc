package dev.weir.collector.helper.metrics;

import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// The values of an exponential histogram. Immutable.
///
/// The bucket of index `i` holds values above `2^(i / 2^scale)` and up to `2^((i + 1) / 2^scale)`,
/// so one step down in scale joins pairs of buckets.
///
/// @param zeroCount values not further from zero than `zeroThreshold`
public record ExponentialHistogram(
    int scale,
    long count,
    Summary summary,
    long zeroCount,
    double zeroThreshold,
    Buckets positive,
    Buckets negative) {
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int MIN = 12;
  private static final int MAX = 13;
  private static final int ZERO_THRESHOLD = 14;

  /// The fields of a data point that [#write] writes, as bits by number.
  public static final long FIELDS =
      1L << COUNT
          | 1L << SUM
          | 1L << SCALE
          | 1L << ZERO_COUNT
          | 1L << POSITIVE
          | 1L << NEGATIVE
          | 1L << MIN
          | 1L << MAX
          | 1L << ZERO_THRESHOLD;

  public static ExponentialHistogram of(ExponentialHistogramDataPointView point) {
    Summary summary =
        Summary.of(
            point.hasSum(), point.sum(), point.hasMin(), point.min(), point.hasMax(), point.max());
    return new ExponentialHistogram(
        point.scale(),
        point.count(),
        summary,
        point.zeroCount(),
        point.zeroThreshold(),
        Buckets.of(point.positive()),
        Buckets.of(point.negative()));
  }

  /// Both together, at the finer of the scales at which neither side has more than `maxBuckets`
  /// buckets, which are at least 2.
  public ExponentialHistogram plus(ExponentialHistogram other, int maxBuckets) {
    int target = Math.min(scale, other.scale);
    ExponentialHistogram a = coarser(scale - target);
    ExponentialHistogram b = other.coarser(other.scale - target);
    double threshold = Math.max(a.zeroThreshold, b.zeroThreshold);
    a = a.widenZero(threshold);
    b = b.widenZero(a.zeroThreshold);
    a = a.widenZero(b.zeroThreshold);
    int steps =
        Math.max(
            a.positive.stepsToFit(b.positive, maxBuckets),
            a.negative.stepsToFit(b.negative, maxBuckets));
    a = a.coarser(steps);
    b = b.coarser(steps);
    return new ExponentialHistogram(
        a.scale,
        a.count + b.count,
        a.summary.plus(b.summary),
        a.zeroCount + b.zeroCount,
        Math.max(a.zeroThreshold, b.zeroThreshold),
        a.positive.plus(b.positive),
        a.negative.plus(b.negative));
  }

  /// What came since `before`; or null when this is not a continuation of it, since some count
  /// fell, the scale became finer or the zero bucket narrower.
  public @Nullable ExponentialHistogram since(ExponentialHistogram before) {
    if (scale > before.scale || zeroThreshold < before.zeroThreshold) {
      return null;
    }
    ExponentialHistogram old = before.coarser(before.scale - scale).widenZero(zeroThreshold);
    if (Long.compareUnsigned(count, old.count) < 0
        || Long.compareUnsigned(zeroCount, old.zeroCount) < 0
        || !positive.covers(old.positive)
        || !negative.covers(old.negative)) {
      return null;
    }
    return new ExponentialHistogram(
        scale,
        count - old.count,
        summary.minus(old.summary),
        zeroCount - old.zeroCount,
        zeroThreshold,
        positive.minus(old.positive),
        negative.minus(old.negative));
  }

  /// Of values multiplied by a positive factor, whose buckets move by the nearest whole number of
  /// them; with any other factor there is no such histogram, and it stays as it is.
  public ExponentialHistogram times(double factor) {
    if (!(factor > 0)) {
      return this;
    }
    int steps = (int) Math.round(Math.log(factor) / Math.log(2) * Math.pow(2, scale));
    return new ExponentialHistogram(
        scale,
        count,
        summary.times(factor),
        zeroCount,
        zeroThreshold * factor,
        positive.moved(steps),
        negative.moved(steps));
  }

  /// The same values at a scale that is `steps` lower.
  public ExponentialHistogram coarser(int steps) {
    return steps == 0
        ? this
        : new ExponentialHistogram(
            scale - steps,
            count,
            summary,
            zeroCount,
            zeroThreshold,
            positive.coarser(steps),
            negative.coarser(steps));
  }

  /// At most so many buckets on either side; at least 2.
  public ExponentialHistogram fit(int maxBuckets) {
    return coarser(Math.max(positive.stepsToFit(maxBuckets), negative.stepsToFit(maxBuckets)));
  }

  /// Writes the [#FIELDS] of a data point.
  public void write(ProtoWriter out) {
    out.fixed64(COUNT, count);
    if (summary.sum() != null) {
      out.float64(SUM, summary.sum());
    }
    out.sint64(SCALE, scale);
    out.fixed64(ZERO_COUNT, zeroCount);
    positive.write(out, POSITIVE);
    negative.write(out, NEGATIVE);
    if (summary.min() != null) {
      out.float64(MIN, summary.min());
    }
    if (summary.max() != null) {
      out.float64(MAX, summary.max());
    }
    if (zeroThreshold != 0) {
      out.float64(ZERO_THRESHOLD, zeroThreshold);
    }
  }

  /// With a zero bucket that reaches at least to `threshold`; further, when that lies within a
  /// bucket that holds values.
  private ExponentialHistogram widenZero(double threshold) {
    if (!(threshold > zeroThreshold)) {
      return this;
    }
    long last = indexOf(threshold);
    boolean isWithin = positive.count(last) != 0 || negative.count(last) != 0;
    Buckets positiveLeft = positive.above(last);
    Buckets negativeLeft = negative.above(last);
    long moved = positive.total() - positiveLeft.total() + negative.total() - negativeLeft.total();
    return new ExponentialHistogram(
        scale,
        count,
        summary,
        zeroCount + moved,
        isWithin ? Math.max(threshold, upperBound(last)) : threshold,
        positiveLeft,
        negativeLeft);
  }

  /// The index of the bucket that holds a value.
  private long indexOf(double value) {
    return (long) Math.ceil(Math.log(value) / Math.log(2) * Math.pow(2, scale)) - 1;
  }

  private double upperBound(long index) {
    return Math.pow(2, (index + 1) * Math.pow(2, -scale));
  }
}
