package dev.weir.collector.helper.batching;

import java.time.Duration;

/// How often and for how long something refused is offered again.
///
/// @param enabled false to give up at the first refusal
/// @param initialInterval the first delay
/// @param randomizationFactor a delay differs from its interval by up to this fraction
/// @param multiplier by which the interval grows
/// @param maxInterval up to which it grows
/// @param maxElapsedTime no attempt begins later than this after the first; zero for no end
public record RetryPolicy(
    boolean enabled,
    Duration initialInterval,
    double randomizationFactor,
    double multiplier,
    Duration maxInterval,
    Duration maxElapsedTime) {

  /// For what must not be given up, towards a neighbour in the same process.
  public static final RetryPolicy FOREVER =
      new RetryPolicy(true, Duration.ofMillis(100), 0.5, 1.5, Duration.ofSeconds(5), Duration.ZERO);

  Backoff backoff() {
    return new Backoff(this);
  }
}
