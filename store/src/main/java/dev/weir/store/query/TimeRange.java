package dev.weir.store.query;

/// Times from `from` to below `to`, in nanoseconds since 1970.
public record TimeRange(long from, long to) {
  /// How far outside a range the other spans of a trace are looked for: one hour.
  public static final long MARGIN_NANOS = 3_600_000_000_000L;

  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /// Any two times in order.
  ///
  /// @throws IllegalArgumentException if it ends before it begins
  public TimeRange {
    if (to < from) {
      throw new IllegalArgumentException("to: " + to + " (expected: at least from, " + from + ")");
    }
  }

  public boolean contains(long time) {
    return time >= from && time < to;
  }

  /// The range with the margin on both sides.
  public TimeRange withMargin() {
    long wideFrom = from < Long.MIN_VALUE + MARGIN_NANOS ? Long.MIN_VALUE : from - MARGIN_NANOS;
    long wideTo = to > Long.MAX_VALUE - MARGIN_NANOS ? Long.MAX_VALUE : to + MARGIN_NANOS;
    return new TimeRange(wideFrom, wideTo);
  }
}
