package dev.weir.collector.helper.net;

import java.time.Duration;

/// How slowly a request may come once it has begun. It holds memory meanwhile, so a client that all
/// but stops is given up, whatever its own timeout.
///
/// @param grace for how long any pace will do
public record Pace(Duration grace) {
  /// After the time of grace, this many bytes a second must have come.
  private static final long MIN_BYTES_PER_SECOND = 1024;

  private static final long SECOND_NANOS = 1_000_000_000;

  /// What clients in real networks keep easily.
  public static final Pace USUAL = new Pace(Duration.ofSeconds(30));

  /// Whether a request is to be given up.
  ///
  /// @param nanos since it began
  /// @param bytes that have come
  public boolean isTooSlow(long nanos, long bytes) {
    long over = nanos - grace.toNanos();
    return over > 0 && bytes < over / SECOND_NANOS * MIN_BYTES_PER_SECOND + 1;
  }
}
