package dev.weir.collector.processors.memorylimiter;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.time.Duration;

/// What the user writes under `memory_limiter:`. One of `limit_mib` and `limit_percentage` is
/// required; where both stand, `limit_mib` counts.
///
/// The four intervals of forced collections are checked as in the Collector and otherwise unused:
/// the virtual machine collects by itself before memory runs out, and the budget asks for a
/// collection only when it has to know what is live.
///
/// @param checkInterval how often the component's status follows the state of the memory; whether a
///   batch is refused is decided anew for each
/// @param minGcIntervalWhenSoftLimited unused
/// @param minGcIntervalWhenHardLimited unused
/// @param maxGcIntervalWhenSoftLimited unused
/// @param maxGcIntervalWhenHardLimited unused
/// @param limitMib the hard limit in MiB; 0 for none
/// @param spikeLimitMib how far below `limit_mib` data begins to be refused; 0 for a fifth of it
/// @param limitPercentage the hard limit in percent of the container's memory; 0 for none
/// @param spikeLimitPercentage how far below `limit_percentage` data begins to be refused, in
///   percent of the container's memory; 0 for a fifth of the limit
public record MemoryLimiterConfig(
    Duration checkInterval,
    Duration minGcIntervalWhenSoftLimited,
    Duration minGcIntervalWhenHardLimited,
    Duration maxGcIntervalWhenSoftLimited,
    Duration maxGcIntervalWhenHardLimited,
    long limitMib,
    long spikeLimitMib,
    long limitPercentage,
    long spikeLimitPercentage)
    implements ComponentConfig {

  static final MemoryLimiterConfig DEFAULT =
      new MemoryLimiterConfig(
          Duration.ZERO,
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          0,
          0,
          0,
          0);

  /// The largest number of MiB that the Collector takes.
  private static final long MAX_MIB = 0xFFFF_FFFFL;

  @Override
  public void validate(Problems problems) {
    validateIntervals(problems);
    validateRange(problems, "limit_mib", limitMib);
    validateRange(problems, "spike_limit_mib", spikeLimitMib);
    validateRange(problems, "limit_percentage", limitPercentage);
    validateRange(problems, "spike_limit_percentage", spikeLimitPercentage);
    validateLimits(problems);
  }

  private void validateIntervals(Problems problems) {
    Duration minSoft = minGcIntervalWhenSoftLimited;
    Duration minHard = minGcIntervalWhenHardLimited;
    Duration maxSoft = maxGcIntervalWhenSoftLimited;
    Duration maxHard = maxGcIntervalWhenHardLimited;
    if (!checkInterval.isPositive()) {
      problems.add("check_interval", "'check_interval' must be greater than zero");
    }
    if (minSoft.compareTo(minHard) < 0) {
      problems.add(
          "min_gc_interval_when_soft_limited",
          "'min_gc_interval_when_soft_limited' should be larger than"
              + " 'min_gc_interval_when_hard_limited'");
    }
    validateMax(problems, "soft", minSoft, maxSoft);
    validateMax(problems, "hard", minHard, maxHard);
    if (maxSoft.isPositive() && maxHard.isPositive() && maxSoft.compareTo(maxHard) < 0) {
      problems.add(
          "max_gc_interval_when_soft_limited",
          "'max_gc_interval_when_soft_limited' should be larger than or equal to"
              + " 'max_gc_interval_when_hard_limited' (when both are set)");
    }
  }

  private static void validateMax(Problems problems, String which, Duration min, Duration max) {
    String key = "max_gc_interval_when_" + which + "_limited";
    if (max.isNegative()) {
      problems.add(key, "'" + key + "' must be non-negative");
    } else if (max.isPositive() && max.compareTo(min) < 0) {
      problems.add(
          key,
          "'"
              + key
              + "' must be greater than or equal to 'min_gc_interval_when_"
              + which
              + "_limited' (or 0 to disable)");
    }
  }

  private static void validateRange(Problems problems, String key, long value) {
    if (value < 0 || value > MAX_MIB) {
      problems.add(key, value, "0 to " + MAX_MIB);
    }
  }

  private void validateLimits(Problems problems) {
    if (limitMib == 0 && limitPercentage == 0) {
      problems.add("", "'limit_mib' or 'limit_percentage' must be greater than zero");
    }
    if (limitPercentage > 100 || spikeLimitPercentage > 100) {
      problems.add(
          limitPercentage > 100 ? "limit_percentage" : "spike_limit_percentage",
          "'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than"
              + " or equal to hundred");
    }
    if (limitMib > 0 && limitMib <= spikeLimitMib) {
      problems.add("spike_limit_mib", "'spike_limit_mib' must be smaller than 'limit_mib'");
    }
    if (limitPercentage > 0 && limitPercentage <= spikeLimitPercentage) {
      problems.add(
          "spike_limit_percentage",
          "'spike_limit_percentage' must be smaller than 'limit_percentage'");
    }
  }
}
