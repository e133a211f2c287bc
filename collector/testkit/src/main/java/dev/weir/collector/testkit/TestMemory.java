package dev.weir.collector.testkit;

import dev.weir.collector.api.MemoryBudget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A budget that only counts what is reserved, so that a test decides when it is full. Without a
/// limit everything fits.
public final class TestMemory implements MemoryBudget {
  private final AtomicLong reserved = new AtomicLong();
  private volatile long limit = Long.MAX_VALUE;
  private volatile long softLimit = Long.MAX_VALUE;
  private volatile boolean limited;
  private volatile long answerDelayNanos;

  /// Says whether the process is over its limit, whatever is reserved.
  public TestMemory limited(boolean isLimited) {
    limited = isLimited;
    return this;
  }

  /// Holds answers back for so long from now on.
  public TestMemory answerDelay(Duration delay) {
    answerDelayNanos = delay.toNanos();
    return this;
  }

  @Override
  public long answerDelayNanos() {
    return answerDelayNanos;
  }

  /// The lowest hard limit that was set, [Long#MAX_VALUE] when there is none.
  public long limitBytes() {
    return limit;
  }

  /// The lowest soft limit that was set, [Long#MAX_VALUE] when there is none.
  public long softLimitBytes() {
    return softLimit;
  }

  @Override
  public boolean tryReserve(long bytes) {
    long before;
    do {
      before = reserved.get();
      if (limited || bytes > softLimit - before) {
        return false;
      }
    } while (!reserved.compareAndSet(before, before + bytes));
    return true;
  }

  @Override
  public void reserve(long bytes) {
    reserved.addAndGet(bytes);
  }

  @Override
  public void release(long bytes) {
    if (reserved.addAndGet(-bytes) < 0) {
      throw new AssertionError("released " + bytes + " bytes more than were reserved");
    }
  }

  @Override
  public long reserved() {
    return reserved.get();
  }

  @Override
  public boolean isLimited() {
    return limited || reserved.get() >= softLimit;
  }

  @Override
  public void limit(long limitBytes, long softLimitBytes) {
    limit = Math.min(limit, limitBytes);
    softLimit = Math.min(softLimit, softLimitBytes);
  }
}
