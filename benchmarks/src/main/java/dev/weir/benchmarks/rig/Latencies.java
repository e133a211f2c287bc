package dev.weir.benchmarks.rig;

import java.util.concurrent.atomic.AtomicLongArray;

/// A histogram of durations with buckets 1/16 of a power of two wide. Any thread may record.
final class Latencies {
  private static final int STEPS = 16;
  private final AtomicLongArray counts = new AtomicLongArray(64 * STEPS);

  void record(long nanos) {
    counts.incrementAndGet(bucket(Math.max(1, nanos)));
  }

  void clear() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
  }

  /// The upper edge, in milliseconds, of the bucket that holds the given share; 0 without values.
  double percentileMillis(double percent) {
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    long rank = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length() && total > 0; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return upperEdge(i) / 1e6;
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    long fraction = power < 4 ? 0 : (nanos >>> (power - 4)) & (STEPS - 1);
    return power * STEPS + (int) fraction;
  }

  private static double upperEdge(int bucket) {
    double base = Math.scalb(1.0, bucket / STEPS);
    return base * (1 + (bucket % STEPS + 1) / (double) STEPS);
  }
}
