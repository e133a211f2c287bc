package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells those who wait before they try again that the end has come, and how much time is left, or
/// that somebody else has succeeded meanwhile. Any thread may call it.
public final class StopSignal {
  /// Whoever drains tries again at least this often: there is no later.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable Deadline deadline;

  /// How many wait for another's success.
  private final AtomicInteger hopeful = new AtomicInteger();

  // guarded by lock
  private long successes;

  /// Wakes everybody who waits. What is still to be done must be done by `end`.
  public void stop(Deadline end) {
    lock.lock();
    try {
      deadline = end;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isStopping() {
    return deadline != null;
  }

  /// True when the time for draining is over.
  public boolean isOver() {
    Deadline end = deadline;
    return Thread.currentThread().isInterrupted() || (end != null && end.passed());
  }

  /// What somebody offered was taken: whoever waits in [#pauseUntilSuccess] need wait no longer.
  public void succeeded() {
    if (hopeful.get() == 0) {
      return;
    }
    lock.lock();
    try {
      successes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for `duration`; shorter when the end comes meanwhile or has come. Returns false when
  /// there is no time left for another attempt.
  public boolean pause(Duration duration) {
    return pause(duration, false);
  }

  /// As [#pause], and shorter too when [#succeeded] is called meanwhile.
  boolean pauseUntilSuccess(Duration duration) {
    return pause(duration, true);
  }

  private boolean pause(Duration duration, boolean isHopeful) {
    boolean draining = isStopping();
    long left = shortened(duration).toNanos();
    lock.lock();
    hopeful.addAndGet(isHopeful ? 1 : 0);
    long before = successes;
    try {
      while (left > 0 && isStopping() == draining && !(isHopeful && successes > before)) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hopeful.addAndGet(isHopeful ? -1 : 0);
      lock.unlock();
    }
    return !isOver();
  }

  /// How long [#pause] would wait as things are.
  Duration shortened(Duration duration) {
    return isStopping() ? limited(min(duration, LONGEST_PAUSE)) : duration;
  }

  /// `duration`, or what is left when that is less.
  public Duration limited(Duration duration) {
    Deadline end = deadline;
    return end == null ? duration : min(duration, end.remaining());
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
