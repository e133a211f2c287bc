package dev.weir.store.items;

/// Brings the buckets of an exponential histogram to upper bounds.
public final class ExponentialBounds {
  private ExponentialBounds() {}

  /// Buckets from the most negative to the most positive, the zero bucket between them.
  ///
  /// @param positiveOffset index of the first positive bucket; bucket `i` ends at `2^((i + 1) /
  ///   2^scale)`
  public static MetricPoint.Histogram of(
      int scale,
      long zeroCount,
      double zeroThreshold,
      int positiveOffset,
      long[] positive,
      int negativeOffset,
      long[] negative,
      double min,
      double max) {
    int buckets = negative.length + 1 + positive.length;
    double[] bounds = new double[buckets];
    long[] counts = new long[buckets + 1];
    for (int i = 0; i < negative.length; i++) {
      int bucket = negative.length - 1 - i;
      bounds[i] = -bound(scale, (long) negativeOffset + bucket);
      counts[i] = negative[bucket];
    }
    bounds[negative.length] = positive.length == 0 ? zeroThreshold : Math.max(zeroThreshold, 0);
    counts[negative.length] = zeroCount;
    for (int i = 0; i < positive.length; i++) {
      bounds[negative.length + 1 + i] = bound(scale, (long) positiveOffset + i + 1);
      counts[negative.length + 1 + i] = positive[i];
    }
    return new MetricPoint.Histogram(bounds, counts, min, max);
  }

  /// The bound between buckets `index - 1` and `index`.
  private static double bound(int scale, long index) {
    return Math.pow(2, index * Math.pow(2, -scale));
  }
}
