package dev.weir.collector.helper.batching;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One thread for the timeouts of all batchers. What it runs is short and never waits.
final class FlushTimer {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("batch-timer").daemon().unstarted(task));

  private FlushTimer() {}

  static void at(long nanoTime, Runnable task) {
    var _ = TIMER.schedule(task, Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
