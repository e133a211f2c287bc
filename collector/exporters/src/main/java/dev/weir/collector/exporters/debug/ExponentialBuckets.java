package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.metrics.BucketsView;

/// The buckets of one side of an exponential histogram, with their bounds: bucket `i` lies between
/// two powers of `2^(2^-scale)`.
final class ExponentialBuckets {
  private static final double LN_2 = 0.6931471805599453;

  private final long[] counts;
  private final double offset;
  private final double factor;

  private ExponentialBuckets(long[] counts, double offset, double factor) {
    this.counts = counts;
    this.offset = offset;
    this.factor = factor;
  }

  static ExponentialBuckets of(BucketsView buckets, int scale) {
    RepeatedNumberView values = buckets.bucketCounts();
    long[] counts = new long[values.size()];
    for (int i = 0; values.next(); i++) {
      counts[i] = values.longValue();
    }
    return new ExponentialBuckets(counts, buckets.bucketOffset(), Math.scalb(LN_2, -scale));
  }

  int size() {
    return counts.length;
  }

  long count(int bucket) {
    return counts[bucket];
  }

  double lower(int bucket) {
    return Math.exp((offset + bucket) * factor);
  }

  double upper(int bucket) {
    return Math.exp((offset + bucket + 1) * factor);
  }
}
