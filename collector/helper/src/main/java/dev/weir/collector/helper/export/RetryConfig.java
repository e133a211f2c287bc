package dev.weir.collector.helper.export;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.batching.RetryPolicy;
import java.time.Duration;

/// The section `retry_on_failure`.
///
/// @param enabled whether a batch that was refused for now is sent again
/// @param initialInterval the delay after the first refusal
/// @param randomizationFactor by which fraction a delay may differ from its interval
/// @param multiplier by which the interval grows with each refusal
/// @param maxInterval up to which it grows
/// @param maxElapsedTime after this time a batch is given up; 0 for never
public record RetryConfig(
    boolean enabled,
    Duration initialInterval,
    double randomizationFactor,
    double multiplier,
    Duration maxInterval,
    Duration maxElapsedTime)
    implements ComponentConfig {

  public static RetryConfig defaults() {
    return new RetryConfig(
        true, Duration.ofSeconds(5), 0.5, 1.5, Duration.ofSeconds(30), Duration.ofMinutes(5));
  }

  /// A batch that was refused for now goes back to the caller at once.
  public static RetryConfig disabled() {
    RetryConfig unused = defaults();
    return new RetryConfig(
        false,
        unused.initialInterval,
        unused.randomizationFactor,
        unused.multiplier,
        unused.maxInterval,
        unused.maxElapsedTime);
  }

  @Override
  public void validate(Problems problems) {
    notNegative(problems, "initial_interval", initialInterval);
    notNegative(problems, "max_interval", maxInterval);
    notNegative(problems, "max_elapsed_time", maxElapsedTime);
    if (!(multiplier >= 0)) {
      problems.add("multiplier", multiplier, "0 or more");
    }
    if (!(randomizationFactor >= 0 && randomizationFactor <= 1)) {
      problems.add("randomization_factor", randomizationFactor, "0 to 1");
    }
    if (maxElapsedTime.isPositive()) {
      notLess(problems, initialInterval, "initial_interval");
      notLess(problems, maxInterval, "max_interval");
    }
  }

  RetryPolicy policy() {
    return new RetryPolicy(
        enabled, initialInterval, randomizationFactor, multiplier, maxInterval, maxElapsedTime);
  }

  private static void notNegative(Problems problems, String key, Duration value) {
    if (value.isNegative()) {
      problems.add(key, value, "0 or more");
    }
  }

  private void notLess(Problems problems, Duration other, String key) {
    if (maxElapsedTime.compareTo(other) < 0) {
      problems.add("max_elapsed_time", "'max_elapsed_time' must not be less than '" + key + "'");
    }
  }
}
