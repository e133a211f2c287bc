package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The buckets of a point of an exponential histogram, from the least values to the greatest: the
/// negative ones, the one around zero, the positive ones.
final class ExponentialBuckets {
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int OFFSET = 1;
  private static final int COUNTS = 2;

  /// One bucket; both bounds are 0 for the one around zero.
  record Bucket(double lower, double upper, long count) {
    /// The value that a share of the bucket lies below.
    double at(double share) {
      return lower == 0 ? 0 : lower * Math.pow(upper / lower, share);
    }
  }

  private final List<Bucket> buckets = new ArrayList<>();
  private final double exponent;

  ExponentialBuckets(Fields point) {
    exponent = Math.pow(2, -(double) zigzag(point.bits(SCALE)));
    Fields negative = point.message(NEGATIVE);
    List<Long> counts = counts(negative);
    long offset = zigzag(negative.bits(OFFSET));
    for (int i = counts.size() - 1; i >= 0; i--) {
      add(-bound(offset + i + 1), -bound(offset + i), counts.get(i));
    }
    add(0, 0, point.bits(ZERO_COUNT));
    Fields positive = point.message(POSITIVE);
    counts = counts(positive);
    offset = zigzag(positive.bits(OFFSET));
    for (int i = 0; i < counts.size(); i++) {
      add(bound(offset + i), bound(offset + i + 1), counts.get(i));
    }
  }

  /// Those that are not empty.
  List<Bucket> all() {
    return buckets;
  }

  /// A percentile of the values; none if there are no values.
  OptionalDouble percentile(double percentile) {
    long total = buckets.stream().mapToLong(Bucket::count).sum();
    long rank = (long) Math.ceil(percentile / 100 * (double) total);
    long before = 0;
    for (Bucket bucket : buckets) {
      if (before + bucket.count >= rank) {
        return OptionalDouble.of(bucket.at((double) (rank - before) / bucket.count));
      }
      before += bucket.count;
    }
    return OptionalDouble.empty();
  }

  private void add(double lower, double upper, long count) {
    if (count > 0) {
      buckets.add(new Bucket(lower, upper, count));
    }
  }

  private double bound(long index) {
    return Math.pow(2, (double) index * exponent);
  }

  private static long zigzag(long bits) {
    return bits >>> 1 ^ -(bits & 1);
  }

  /// Counts are varints, packed or one by one.
  private static List<Long> counts(Fields buckets) {
    List<Long> counts = new ArrayList<>(buckets.varints(COUNTS));
    for (ByteRange packed : buckets.all(COUNTS)) {
      int end = packed.offset() + packed.length();
      int at = packed.offset();
      while (at < end) {
        counts.add(FieldCursor.varintAt(packed.buffer(), at));
        at = Wire.skipVarint(packed.buffer(), at, end);
      }
    }
    return counts;
  }
}
