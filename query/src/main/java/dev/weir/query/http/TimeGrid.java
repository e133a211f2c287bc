package dev.weir.query.http;

import dev.weir.store.query.TimeRange;

/// Steps of equal length over a time range. They begin at multiples of the step, so that pictures
/// do not flicker when the range moves a little.
///
/// @param start of the first step, in nanoseconds since 1970
/// @param step in nanoseconds
public record TimeGrid(long start, long step, int columns) {
  private static final int MAX_COLUMNS = 2000;
  private static final long MAX_LENGTH = 100L * 366 * 86_400 * 1_000_000_000;
  private static final long[] ROUND_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
    172_800, 604_800
  };
  private static final long SECOND = 1_000_000_000L;

  /// A grid over a range, by the parameters `step` and `columns`.
  public static TimeGrid of(Params params, TimeRange range, int defaultColumns) {
    return of(params, range, defaultColumns, MAX_COLUMNS);
  }

  /// A grid that may have so many columns at most.
  public static TimeGrid of(Params params, TimeRange range, int defaultColumns, int maxColumns) {
    long length = Math.max(1, range.to() - range.from());
    if (length > MAX_LENGTH) {
      throw Failure.parameter("from", params.text("from"), "a time at most 100 years before to");
    }
    int columns = params.whole("columns", defaultColumns, 1, MAX_COLUMNS);
    String text = params.text("step");
    if (text == null && columns == 1) {
      return new TimeGrid(range.from(), length, 1);
    }
    long step = text == null ? round(length, columns) : TimeText.duration("step", text).toNanos();
    if (length / step > maxColumns) {
      throw Failure.parameter("step", text, "at most " + maxColumns + " steps in the range");
    }
    long start = Math.floorDiv(range.from(), step) * step;
    long end = Math.ceilDiv(range.to(), step) * step;
    return new TimeGrid(start, step, (int) Math.max(1, (end - start) / step));
  }

  private static long round(long length, int columns) {
    long wanted = Math.max(1, length / columns);
    for (long unit = 1_000_000; unit < SECOND; unit *= 10) {
      for (long factor : new long[] {1, 2, 5}) {
        if (unit * factor >= wanted) {
          return unit * factor;
        }
      }
    }
    for (long seconds : ROUND_SECONDS) {
      if (seconds * SECOND >= wanted) {
        return seconds * SECOND;
      }
    }
    return Math.ceilDiv(wanted, 604_800 * SECOND) * 604_800 * SECOND;
  }

  public TimeRange range() {
    return new TimeRange(start, start + step * columns);
  }

  /// The column that a time lies in; outside the range it is below 0 or too large.
  public int column(long time) {
    return (int) Math.floorDiv(time - start, step);
  }

  /// When a column begins, in milliseconds since 1970.
  public long millis(int column) {
    return (start + column * step) / 1_000_000;
  }

  public double seconds() {
    return step / 1e9;
  }
}
