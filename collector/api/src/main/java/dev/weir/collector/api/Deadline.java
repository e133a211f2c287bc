package dev.weir.collector.api;

import java.time.Duration;

/// A point in time by which something has to be done.
public final class Deadline {
  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  public boolean passed() {
    return remainingNanos() == 0;
  }

  /// Nanoseconds left, never negative.
  public long remainingNanos() {
    return Math.max(0, atNanos - System.nanoTime());
  }

  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }
}
