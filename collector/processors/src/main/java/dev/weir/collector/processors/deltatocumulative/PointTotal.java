package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.helper.series.SeriesChange;
import org.jspecify.annotations.Nullable;

/// Adds a point to its series. Used for one point after the other by one thread.
final class PointTotal implements SeriesChange<Total> {
  private static final int MAX_BUCKETS = 160;

  private @Nullable Total point;
  private @Nullable Total total;
  private Outcome outcome = Outcome.PASSED;

  /// The next point, as if it were all of its series.
  void point(Total next) {
    point = next;
    outcome = Outcome.LIMIT;
  }

  /// What became of the point; `LIMIT` when it was not asked for its change.
  Outcome outcome() {
    return outcome;
  }

  /// What the series adds up to, when the point was added.
  @Nullable Total total() {
    return total;
  }

  @Override
  public @Nullable Total apply(@Nullable Total before) {
    Total next = point;
    if (before == null || next == null) {
      outcome = Outcome.FIRST;
      return next;
    }
    if (next.start() != 0 && Long.compareUnsigned(next.start(), before.start()) < 0) {
      outcome = Outcome.OLDER_START;
      return before;
    }
    if (Long.compareUnsigned(next.time(), before.time()) <= 0) {
      outcome = Outcome.OUT_OF_ORDER;
      return before;
    }
    if (!next.value().isLike(before.value())) {
      outcome = Outcome.FIRST;
      return next;
    }
    outcome = Outcome.ADDED;
    total = new Total(before.start(), next.time(), before.value().plus(next.value(), MAX_BUCKETS));
    return total;
  }
}
