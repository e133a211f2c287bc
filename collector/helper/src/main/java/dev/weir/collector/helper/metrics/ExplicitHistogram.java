package dev.weir.collector.helper.metrics;

import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The values of a histogram with explicit bounds. Immutable.
public final class ExplicitHistogram {
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int BUCKET_COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;
  private static final int MIN = 11;
  private static final int MAX = 12;

  /// The fields of a data point that [#write] writes, as bits by number.
  public static final long FIELDS =
      1L << COUNT | 1L << SUM | 1L << BUCKET_COUNTS | 1L << EXPLICIT_BOUNDS | 1L << MIN | 1L << MAX;

  private final long count;
  private final Summary summary;
  private final double[] bounds;
  private final long[] counts;

  private ExplicitHistogram(long count, Summary summary, double[] bounds, long[] counts) {
    this.count = count;
    this.summary = summary;
    this.bounds = bounds;
    this.counts = counts;
  }

  /// A histogram of these buckets. The caller gives the arrays away.
  public static ExplicitHistogram of(long count, Summary summary, double[] bounds, long[] counts) {
    return new ExplicitHistogram(count, summary, bounds, counts);
  }

  public static ExplicitHistogram of(HistogramDataPointView point) {
    RepeatedNumberView boundsView = point.explicitBounds();
    double[] bounds = new double[boundsView.size()];
    for (int i = 0; boundsView.next(); i++) {
      bounds[i] = boundsView.doubleValue();
    }
    RepeatedNumberView countsView = point.bucketCounts();
    long[] counts = new long[countsView.size()];
    for (int i = 0; countsView.next(); i++) {
      counts[i] = countsView.longValue();
    }
    Summary summary =
        Summary.of(
            point.hasSum(), point.sum(), point.hasMin(), point.min(), point.hasMax(), point.max());
    return new ExplicitHistogram(point.count(), summary, bounds, counts);
  }

  public long count() {
    return count;
  }

  public Summary summary() {
    return summary;
  }

  /// Whether both have the same buckets, so that they can be added and compared.
  public boolean hasBucketsOf(ExplicitHistogram other) {
    return counts.length == other.counts.length && Arrays.equals(bounds, other.bounds);
  }

  /// Both together; they have the same buckets.
  public ExplicitHistogram plus(ExplicitHistogram other) {
    long[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.counts[i];
    }
    return new ExplicitHistogram(count + other.count, summary.plus(other.summary), bounds, sums);
  }

  /// Of values multiplied by a positive factor; with any other there is no such histogram, and it
  /// stays as it is.
  public ExplicitHistogram times(double factor) {
    if (!(factor > 0)) {
      return this;
    }
    double[] scaled = bounds.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new ExplicitHistogram(count, summary.times(factor), scaled, counts);
  }

  /// What came since `before`, which has the same buckets; or null when this is not a continuation
  /// of it, since some count fell.
  public @Nullable ExplicitHistogram since(ExplicitHistogram before) {
    if (Long.compareUnsigned(count, before.count) < 0) {
      return null;
    }
    long[] rest = new long[counts.length];
    for (int i = 0; i < rest.length; i++) {
      if (Long.compareUnsigned(counts[i], before.counts[i]) < 0) {
        return null;
      }
      rest[i] = counts[i] - before.counts[i];
    }
    return new ExplicitHistogram(count - before.count, summary.minus(before.summary), bounds, rest);
  }

  /// Writes the [#FIELDS] of a data point.
  public void write(ProtoWriter out) {
    out.fixed64(COUNT, count);
    if (summary.sum() != null) {
      out.float64(SUM, summary.sum());
    }
    if (counts.length > 0) {
      out.tag(BUCKET_COUNTS, FieldCursor.BYTES);
      out.varint(counts.length * 8L);
      for (long each : counts) {
        out.fixed64Value(each);
      }
    }
    if (bounds.length > 0) {
      out.tag(EXPLICIT_BOUNDS, FieldCursor.BYTES);
      out.varint(bounds.length * 8L);
      for (double bound : bounds) {
        out.fixed64Value(Double.doubleToRawLongBits(bound));
      }
    }
    if (summary.min() != null) {
      out.float64(MIN, summary.min());
    }
    if (summary.max() != null) {
      out.float64(MAX, summary.max());
    }
  }
}
