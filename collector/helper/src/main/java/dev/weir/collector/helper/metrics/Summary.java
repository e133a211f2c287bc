package dev.weir.collector.helper.metrics;

import org.jspecify.annotations.Nullable;

/// What a histogram may say beside its buckets: the sum of its values, the smallest and the largest
/// one; null where it does not.
public record Summary(@Nullable Double sum, @Nullable Double min, @Nullable Double max) {
  public static final Summary NONE = new Summary(null, null, null);

  static Summary of(
      boolean hasSum, double sum, boolean hasMin, double min, boolean hasMax, double max) {
    return new Summary(hasSum ? sum : null, hasMin ? min : null, hasMax ? max : null);
  }

  /// Of both together, as far as both say it.
  Summary plus(Summary other) {
    return new Summary(
        sum == null || other.sum == null ? null : Double.valueOf(sum + other.sum),
        min == null || other.min == null ? null : Double.valueOf(Math.min(min, other.min)),
        max == null || other.max == null ? null : Double.valueOf(Math.max(max, other.max)));
  }

  /// What is known of the values that came after those of `before`: their sum.
  Summary minus(Summary before) {
    return new Summary(
        sum == null || before.sum == null ? null : Double.valueOf(sum - before.sum), null, null);
  }

  /// Of values multiplied by a positive factor.
  Summary times(double factor) {
    return new Summary(
        sum == null ? null : Double.valueOf(sum * factor),
        min == null ? null : Double.valueOf(min * factor),
        max == null ? null : Double.valueOf(max * factor));
  }
}
