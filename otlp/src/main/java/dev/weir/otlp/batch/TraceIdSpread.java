package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;

/// Spreads trace ids evenly over a fixed number of groups.
final class TraceIdSpread extends TraceIdKey {
  private final int groups;

  TraceIdSpread(Signal signal, int groups) {
    super(signal);
    if (groups <= 0) {
      throw new IllegalArgumentException("groups: " + groups + " (expected: 1 or more)");
    }
    this.groups = groups;
  }

  @Override
  int group(long high, long low) {
    long hash = TraceIdGroups.hash(high, low) >>> 32;
    return (int) ((hash * groups) >>> 32);
  }
}
