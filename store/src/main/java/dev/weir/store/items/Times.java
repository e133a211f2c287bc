package dev.weir.store.items;

/// Times as signed numbers that can be added without overflow: OTLP's are unsigned, and hostile
/// ones lie beyond.
public final class Times {
  private static final long MAX = Long.MAX_VALUE / 2;

  private Times() {}

  /// The time, or the year 2116, which is the last that is told apart.
  public static long of(long unsigned) {
    return unsigned < 0 || unsigned > MAX ? MAX : unsigned;
  }

  /// From `start` to `end`, or 0 if it ends before.
  public static long duration(long start, long end) {
    return Math.max(0, of(end) - of(start));
  }

  /// The time of a log record.
  public static long ofLog(long time, long observed) {
    return of(time == 0 ? observed : time);
  }
}
