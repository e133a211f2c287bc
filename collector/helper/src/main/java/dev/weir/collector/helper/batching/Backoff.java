package dev.weir.collector.helper.batching;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// The delays between the attempts for one batch. For one thread.
final class Backoff {
  private final RetryPolicy policy;
  private final long startNanos = System.nanoTime();
  private double intervalNanos;

  Backoff(RetryPolicy policy) {
    this.policy = policy;
    this.intervalNanos = (double) policy.initialInterval().toNanos();
  }

  /// The delay before the next attempt, which grows with each call.
  Duration next() {
    double spread = policy.randomizationFactor() * intervalNanos;
    double delay = intervalNanos - spread + ThreadLocalRandom.current().nextDouble() * 2 * spread;
    intervalNanos =
        Math.min(intervalNanos * policy.multiplier(), (double) policy.maxInterval().toNanos());
    return Duration.ofNanos((long) delay);
  }

  /// Whether an attempt after `delay` would come too late.
  boolean endsBefore(Duration delay) {
    long limit = policy.maxElapsedTime().toNanos();
    return limit > 0 && System.nanoTime() - startNanos + delay.toNanos() > limit;
  }
}
