package dev.weir.collector.exporters.debug;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Lets the first few of each second pass, and afterwards each so-and-so-manieth.
final class Sampling {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int initial;
  private final int thereafter;
  private final LongSupplier nanoTime;
  private long secondStart;
  private long seen;

  /// @param thereafter each such one passes after the first ones; 0 for none
  /// @param nanoTime as [System#nanoTime()]
  Sampling(int initial, int thereafter, LongSupplier nanoTime) {
    this.initial = initial;
    this.thereafter = thereafter;
    this.nanoTime = nanoTime;
    this.secondStart = nanoTime.getAsLong() - SECOND;
  }

  synchronized boolean passes() {
    long now = nanoTime.getAsLong();
    if (now - secondStart >= SECOND) {
      secondStart = now;
      seen = 0;
    }
    seen++;
    return seen <= initial || (thereafter > 0 && (seen - initial) % thereafter == 0);
  }
}
