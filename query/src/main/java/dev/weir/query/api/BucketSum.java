package dev.weir.query.api;

import dev.weir.store.query.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The buckets of several histograms together. Their bounds may differ: a bucket counts at its
/// upper bound.
final class BucketSum {
  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private long total;

  void add(Series.Buckets buckets) {
    for (int i = 0; i < buckets.counts().size(); i++) {
      long count = buckets.counts().get(i);
      double bound =
          i < buckets.bounds().size() ? buckets.bounds().get(i) : Double.POSITIVE_INFINITY;
      counts.merge(bound, count, Long::sum);
      total += count;
    }
  }

  long total() {
    return total;
  }

  /// The value below which a share of all lies, linearly between the bounds of its bucket. NaN if
  /// there is nothing.
  double quantile(double quantile) {
    double rank = quantile * total;
    double below = 0;
    double lower = Double.NaN;
    for (Map.Entry<Double, Long> bucket : counts.entrySet()) {
      double upper = bucket.getKey();
      long count = bucket.getValue();
      if (count > 0 && below + count >= rank) {
        double from = Double.isNaN(lower) ? Math.min(0, upper) : lower;
        return Double.isInfinite(upper) ? from : from + (upper - from) * (rank - below) / count;
      }
      below += count;
      lower = upper;
    }
    return Double.NaN;
  }

  /// How many lie in each of the buckets with these bounds, and above the last.
  List<Long> counts(List<Double> bounds) {
    List<Long> result = new ArrayList<>();
    double lower = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      result.add(sum(counts.subMap(lower, false, bound, true)));
      lower = bound;
    }
    result.add(sum(counts.tailMap(lower, false)));
    return result;
  }

  private static long sum(Map<Double, Long> part) {
    return part.values().stream().mapToLong(Long::longValue).sum();
  }
}
