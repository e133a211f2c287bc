package dev.weir.collector.engine.logs;

import java.util.concurrent.atomic.AtomicLongArray;

/// Thins out repeated lines: of each kind the first few in a span of time pass, then every so many.
///
/// Kinds share a fixed number of places by their hash, so that memory stays bounded; two kinds that
/// meet in one place are thinned out together. A place holds the start of its span in the upper
/// half and the number of lines since in the lower.
final class Sampler {
  private static final int PLACES = 1024;
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final AtomicLongArray places = new AtomicLongArray(PLACES);
  private final long tickMillis;
  private final int initial;
  private final int thereafter;

  /// A sampler that passes the first `initial` of a kind in each `tickMillis`, and then each
  /// `thereafter`-th; none when that is 0.
  Sampler(long tickMillis, int initial, int thereafter) {
    this.tickMillis = Math.max(1, tickMillis);
    this.initial = initial;
    this.thereafter = thereafter;
  }

  /// Whether a line of this kind passes.
  boolean passes(int kindHash, long nowMillis) {
    int place = (kindHash ^ (kindHash >>> 16)) & (PLACES - 1);
    long tick = nowMillis / tickMillis + 1;
    long next =
        places.updateAndGet(
            place, was -> was >>> COUNT_BITS == tick ? increment(was) : (tick << COUNT_BITS) + 1);
    long count = next & COUNT_MASK;
    return count <= initial || (thereafter > 0 && (count - initial) % thereafter == 0);
  }

  private static long increment(long place) {
    return (place & COUNT_MASK) == COUNT_MASK ? place : place + 1;
  }
}
