package dev.weir.benchmarks.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Drives senders: as fast as answers come (closed loop), or at a fixed rate of requests.
///
/// At a fixed rate, latency counts from the moment a request was due, so that a stalled collector
/// does not hide behind requests that were never sent.
final class Load {
  /// A refused sender waits this long before it tries again.
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(20);

  private final List<Sender> senders;
  private final int inFlight;
  private final int itemsPerRequest;
  private final double requestsPerSecond;
  private final AtomicInteger index = new AtomicInteger();

  final LongAdder acknowledged = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder failed = new LongAdder();

  /// From the moment when a request was due.
  final Latencies latencies = new Latencies();

  /// From the moment when it was sent.
  final Latencies answerTimes = new Latencies();

  /// @param inFlight requests at once on each sender
  /// @param itemsPerSecond of all senders together; 0 for closed loop
  Load(List<Sender> senders, int inFlight, int itemsPerRequest, double itemsPerSecond) {
    this.senders = senders;
    this.inFlight = inFlight;
    this.itemsPerRequest = itemsPerRequest;
    this.requestsPerSecond = itemsPerSecond / itemsPerRequest;
  }

  /// Sends for `duration` and returns when the last answer has come.
  void run(Duration duration) throws InterruptedException {
    run(duration, requestsPerSecond > 0 ? new Ticks(requestsPerSecond) : null);
  }

  /// The same as fast as answers come, whatever the rate.
  void runAtFullSpeed(Duration duration) throws InterruptedException {
    run(duration, null);
  }

  private void run(Duration duration, @Nullable Ticks ticks) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (Sender sender : senders) {
      for (int i = 0; i < inFlight; i++) {
        threads.add(Thread.ofVirtual().start(() -> sendUntil(sender, end, ticks)));
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  long acknowledgedItems() {
    return acknowledged.sum() * itemsPerRequest;
  }

  private void sendUntil(Sender sender, long end, @Nullable Ticks ticks) {
    while (true) {
      long due = ticks == null ? System.nanoTime() : ticks.next();
      if (due >= end) {
        return;
      }
      waitUntil(due);
      long sent = System.nanoTime();
      count(sender.send(index.getAndIncrement() & Integer.MAX_VALUE), due, sent);
    }
  }

  private void count(Sender.Outcome outcome, long due, long sent) {
    switch (outcome) {
      case ACKNOWLEDGED -> {
        long now = System.nanoTime();
        latencies.record(now - due);
        answerTimes.record(now - sent);
        acknowledged.increment();
      }
      case REFUSED -> {
        refused.increment();
        LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
      }
      case FAILED -> {
        failed.increment();
        LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
      }
    }
  }

  private static void waitUntil(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  /// Hands out the times at which requests are due.
  private static final class Ticks {
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final long interval;

    Ticks(double perSecond) {
      interval = (long) (1e9 / perSecond);
    }

    long next() {
      return next.getAndAdd(interval);
    }
  }
}
