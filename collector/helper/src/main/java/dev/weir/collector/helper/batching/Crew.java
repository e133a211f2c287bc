package dev.weir.collector.helper.batching;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The virtual threads that deliver. One is started when there is work and fewer than the bound are
/// at it, and ends when there is none left, so an idle batcher has none.
///
/// A delivery that fails unexpectedly is counted and logged, and its thread goes on with the next.
final class Crew {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final BatcherSettings settings;
  private final ComponentContext context;
  private final ReentrantLock lock;
  private final Condition changed;
  private final Pieces pieces;
  private final Consumer<Cut> release;
  private final StopSignal stop = new StopSignal();
  private final Queue<Cut> ready = new ArrayDeque<>();
  private final Map<Thread, Cut> atWork = new HashMap<>();
  private int workers;
  private volatile boolean troubled;

  /// @param lock guards all of this, and whoever calls [#submit] holds it
  /// @param release hears, with the lock held, of what is no longer held
  Crew(
      BatcherSettings settings,
      ComponentContext context,
      ReentrantLock lock,
      Pieces pieces,
      Consumer<Cut> release) {
    this.settings = settings;
    this.context = context;
    this.lock = lock;
    this.changed = lock.newCondition();
    this.pieces = pieces;
    this.release = release;
  }

  void submit(Cut cut) {
    ready.add(cut);
    if (workers < settings.maxInFlight()) {
      startWorker();
    }
  }

  /// Waits until everything is delivered, or counts as lost what is left at `deadline`.
  void finish(Deadline deadline) {
    stop.stop(deadline);
    lock.lock();
    try {
      awaitIdle(deadline);
      ready.forEach(cut -> lose(cut, "not sent before the time for shutting down was over"));
      ready.clear();
      if (workers > 0) {
        atWork.keySet().forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        awaitIdle(Deadline.after(GRACE));
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        atWork.values().forEach(cut -> lose(cut, "still being sent at the end of shutdown"));
        atWork.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns early when interrupted. Who was interrupted before, as happens to whoever shuts down
  /// in haste, clears that first: a delivery that is just being given up would else be counted
  /// twice.
  private void awaitIdle(Deadline deadline) {
    try {
      while (workers > 0 && !deadline.passed()) {
        changed.awaitNanos(deadline.remainingNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lose(Cut cut, String detail) {
    context.losses().lost(settings.signal(), cut.items(), "shutdown", detail);
    release.accept(cut);
    cut.settle(new RetryableRefusal(context.id() + " is shutting down"));
  }

  private void startWorker() {
    Thread.ofVirtual()
        .name(context.id().toString())
        .inheritInheritableThreadLocals(false)
        .start(this::work);
    workers++; // after the start, which may fail; the thread needs the lock to go on
  }

  private void work() {
    boolean ended = false;
    try {
      for (Cut cut = next(); cut != null; cut = next()) {
        done(cut, deliver(cut));
      }
      ended = true;
    } finally {
      if (!ended) {
        replace();
      }
    }
  }

  private @Nullable Cut next() {
    lock.lock();
    try {
      Cut cut = ready.poll();
      if (cut == null) {
        workers--;
        changed.signalAll();
      } else {
        atWork.put(Thread.currentThread(), cut);
      }
      return cut;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable RuntimeException deliver(Cut cut) {
    try {
      pieces.deliver(cut, stop);
      recovered();
      return null;
    } catch (Refusal refusal) {
      return refusal;
    } catch (Throwable e) {
      return failed(cut, e);
    }
  }

  /// Settles the cut, unless the end of shutdown has already done so.
  private void done(Cut cut, @Nullable RuntimeException failure) {
    lock.lock();
    try {
      if (atWork.remove(Thread.currentThread()) != null) {
        release.accept(cut);
      }
    } finally {
      lock.unlock();
    }
    cut.settle(failure);
  }

  private RuntimeException failed(Cut cut, Throwable e) {
    troubled = true;
    context.status().notReady("a worker failed unexpectedly: " + e);
    context.log().log(Log.Level.ERROR, "A worker failed unexpectedly", e);
    context.losses().lost(settings.signal(), cut.items(), "internal_error", String.valueOf(e));
    return new RetryableRefusal("failed unexpectedly: " + e);
  }

  /// The last resort: not even counting the failure worked. Another thread goes on.
  private void replace() {
    lock.lock();
    try {
      workers--;
      Cut cut = atWork.remove(Thread.currentThread());
      if (cut != null) {
        release.accept(cut);
        cut.settle(new RetryableRefusal("failed unexpectedly"));
      }
      if (!ready.isEmpty()) {
        startWorker();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void recovered() {
    if (troubled) {
      troubled = false;
      context.status().notReady("");
    }
  }
}
