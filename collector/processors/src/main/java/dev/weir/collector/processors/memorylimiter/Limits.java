package dev.weir.collector.processors.memorylimiter;

/// The configured limits in bytes.
///
/// @param hard live heap, direct memory and held telemetry together stay below it
/// @param soft from here on nothing new is taken
record Limits(long hard, long soft) {
  private static final long MIB = 1024 * 1024;
  private static final int DEFAULT_SPIKE = 5;

  /// @param totalBytes the memory that percentages are of
  static Limits of(MemoryLimiterConfig config, long totalBytes) {
    return config.limitMib() > 0
        ? below(config.limitMib() * MIB, config.spikeLimitMib() * MIB)
        : below(
            share(config.limitPercentage(), totalBytes),
            share(config.spikeLimitPercentage(), totalBytes));
  }

  private static Limits below(long hard, long spike) {
    return new Limits(hard, hard - (spike > 0 ? spike : hard / DEFAULT_SPIKE));
  }

  private static long share(long percentage, long totalBytes) {
    return Math.multiplyExact(totalBytes, percentage) / 100;
  }
}
