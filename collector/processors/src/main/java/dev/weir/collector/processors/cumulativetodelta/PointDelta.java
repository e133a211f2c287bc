package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.collector.helper.series.SeriesChange;
import org.jspecify.annotations.Nullable;

/// Finds what a point adds to its series. Used for one point after the other by one thread.
final class PointDelta implements SeriesChange<Seen> {
  private final InitialValue initialValue;
  private final long since;
  private Seen point = new Seen(0, 0, new PointValue.Whole(0));
  private Outcome outcome = Outcome.PASSED;
  private PointValue delta = point.value();
  private long start;

  /// @param since when the series began to be remembered
  PointDelta(InitialValue initialValue, long since) {
    this.initialValue = initialValue;
    this.since = since;
  }

  void point(Seen next) {
    point = next;
  }

  Outcome outcome() {
    return outcome;
  }

  /// What the point becomes when it is converted, with [#start()].
  PointValue delta() {
    return delta;
  }

  /// The start time of the delta.
  long start() {
    return start;
  }

  @Override
  public Seen apply(@Nullable Seen before) {
    if (before == null) {
      outcome = keepsInitial() ? Outcome.WHOLE : Outcome.INITIAL;
    } else if (Long.compareUnsigned(point.time(), before.time()) < 0) {
      outcome = Outcome.OUT_OF_ORDER;
      return before;
    } else if (startedAfter(before)) {
      outcome = Outcome.WHOLE;
    } else if (!point.value().isLike(before.value())) {
      outcome = Outcome.BUCKET_MISMATCH;
    } else {
      subtract(before);
    }
    return point;
  }

  private boolean keepsInitial() {
    return switch (initialValue) {
      case KEEP -> true;
      case DROP -> false;
      case AUTO -> Long.compareUnsigned(point.start(), since) >= 0 && point.start() != point.time();
    };
  }

  private boolean startedAfter(Seen before) {
    return point.start() != before.start()
        && Long.compareUnsigned(point.start(), before.time()) >= 0;
  }

  /// A value that fell is what was counted since it started over.
  private void subtract(Seen before) {
    PointValue rest = point.value().since(before.value());
    delta = rest == null ? point.value() : rest;
    start = before.time();
    outcome = Outcome.CONVERTED;
  }
}
