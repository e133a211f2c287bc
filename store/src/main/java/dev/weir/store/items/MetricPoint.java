package dev.weir.store.items;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one data point of any kind.
///
/// @param value of a gauge or sum, otherwise the sum; NaN if there is none
/// @param count of a histogram or summary
/// @param histogram buckets of a histogram of any kind
public record MetricPoint(
    long startTime,
    long time,
    double value,
    long count,
    @Nullable Histogram histogram,
    List<double[]> quantiles) {

  /// Buckets with inclusive upper bounds, one bound less than counts. The arrays are not to be
  /// changed.
  public static final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private final double min;
    private final double max;

    /// Without a smallest or largest value, these are NaN.
    public Histogram(double[] bounds, long[] counts, double min, double max) {
      this.bounds = bounds;
      this.counts = counts;
      this.min = min;
      this.max = max;
    }

    public double[] bounds() {
      return bounds;
    }

    public long[] counts() {
      return counts;
    }

    public double min() {
      return min;
    }

    public double max() {
      return max;
    }

    /// Whether counts of the two may be added and subtracted bucket by bucket.
    boolean isLike(Histogram other) {
      return Arrays.equals(bounds, other.bounds) && counts.length == other.counts.length;
    }
  }
}
