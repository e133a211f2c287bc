package dev.weir.collector.testkit;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Threads that send at once, each batch with items of its own.
public final class Senders {
  private static final long PAUSE_NANOS = 100_000;

  private Senders() {}

  /// Sends `batches` batches of `items` items from each of `threads` virtual threads, waits for all
  /// of them, and returns the number of items sent. A batch refused for now is offered again.
  public static long send(Consumer target, Signal signal, int threads, int batches, int items) {
    List<Throwable> errors = new CopyOnWriteArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long first = (long) i * batches * items;
      senders.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, error) -> errors.add(error))
              .start(() -> sendAll(target, signal, batches, items, first)));
    }
    senders.forEach(Senders::join);
    if (!errors.isEmpty()) {
      throw new AssertionError(errors.size() + " senders failed", errors.getFirst());
    }
    return (long) threads * batches * items;
  }

  private static void sendAll(Consumer target, Signal signal, int batches, int items, long first) {
    for (int i = 0; i < batches; i++) {
      send(target, TestData.batch(signal, items, first + (long) i * items));
    }
  }

  private static void send(Consumer target, Batch batch) {
    while (true) {
      try {
        target.consume(batch);
        return;
      } catch (RetryableRefusal refusal) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while senders were at work", e);
    }
  }
}
