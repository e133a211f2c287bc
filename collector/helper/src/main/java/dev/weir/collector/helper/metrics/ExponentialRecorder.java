package dev.weir.collector.helper.metrics;

import java.util.Arrays;

/// Counts values into an exponential histogram, which begins as fine as can be and becomes coarser
/// as the values spread. Not safe for threads.
public final class ExponentialRecorder {
  private static final int MAX_SCALE = 20;

  private final int maxBuckets;
  private final Side positive = new Side();
  private final Side negative = new Side();
  private int scale = MAX_SCALE;
  private long count;
  private long zeroCount;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /// @param maxBuckets how many buckets there may be on either side of zero, at least 2
  public ExponentialRecorder(int maxBuckets) {
    if (maxBuckets < 2) {
      throw new IllegalArgumentException(maxBuckets + " buckets (expected: 2 or more)");
    }
    this.maxBuckets = maxBuckets;
  }

  /// Counts a finite value so many times.
  public void record(double value, long times) {
    count += times;
    sum += value * times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value == 0) {
      zeroCount += times;
      return;
    }
    Side side = value > 0 ? positive : negative;
    int index = indexOf(Math.abs(value), MAX_SCALE) >> (MAX_SCALE - scale);
    int steps = side.stepsToHold(index, maxBuckets);
    if (steps > 0) {
      positive.coarsen(steps);
      negative.coarsen(steps);
      scale -= steps;
    }
    side.add(index >> steps, times);
  }

  /// What was counted so far.
  public ExponentialHistogram histogram() {
    boolean hasBuckets = !positive.isEmpty() || !negative.isEmpty();
    return new ExponentialHistogram(
        hasBuckets ? scale : 0,
        count,
        count == 0 ? new Summary(sum, null, null) : new Summary(sum, min, max),
        zeroCount,
        0,
        positive.buckets(),
        negative.buckets());
  }

  /// The index of the bucket that holds a positive value at a scale above 0. Powers of two are
  /// upper bounds of buckets, whatever the logarithm of them is rounded to. Values too small to be
  /// normal count as the smallest normal one.
  static int indexOf(double value, int scale) {
    double normal = Math.max(value, Double.MIN_NORMAL);
    int exponent = Math.getExponent(normal);
    int first = exponent << scale;
    if (normal == Math.scalb(1.0, exponent)) {
      return first - 1;
    }
    double mantissa = Math.scalb(normal, -exponent);
    int within = (int) Math.ceil(Math.log(mantissa) / Math.log(2) * (1 << scale)) - 1;
    return first + Math.clamp(within, 0, (1 << scale) - 1);
  }

  /// The buckets on one side of zero: counts from the one of index `first` to that of `last`.
  private static final class Side {
    private long[] counts = {};
    private int first;
    private int last = -1;

    boolean isEmpty() {
      return last < first;
    }

    int stepsToHold(int index, int maxBuckets) {
      if (isEmpty()) {
        return 0;
      }
      long low = Math.min(first, index);
      long high = Math.max(last, index);
      int steps = 0;
      while ((high >> steps) - (low >> steps) >= maxBuckets) {
        steps++;
      }
      return steps;
    }

    void coarsen(int steps) {
      if (isEmpty()) {
        return;
      }
      int newFirst = first >> steps;
      for (int i = 0; i <= last - first; i++) {
        long moved = counts[i];
        counts[i] = 0;
        counts[((first + i) >> steps) - newFirst] += moved;
      }
      first = newFirst;
      last >>= steps;
    }

    void add(int index, long times) {
      if (isEmpty()) {
        first = index;
        last = index;
      }
      int size = last - first + 1;
      int needed = Math.max(last, index) - Math.min(first, index) + 1;
      if (needed > counts.length) {
        counts = Arrays.copyOf(counts, Math.max(needed, 2 * counts.length));
      }
      if (index < first) {
        System.arraycopy(counts, 0, counts, first - index, size);
        Arrays.fill(counts, 0, first - index, 0);
        first = index;
      }
      last = Math.max(last, index);
      counts[index - first] += times;
    }

    Buckets buckets() {
      return isEmpty() ? Buckets.EMPTY : Buckets.of(first, Arrays.copyOf(counts, last - first + 1));
    }
  }
}
