package dev.weir.collector.processors.probabilisticsampler;

/// What a sampler decided about an item. Reused for item after item, by one thread.
final class Decision {
  Policy policy = Policy.MISSING_RANDOMNESS;
  long randomness;
  long threshold;
  boolean sampled;

  /// The item's sampling information is missing, unreadable or contradicts itself.
  boolean failed;

  /// It should have been rejected earlier, as its own threshold says.
  boolean contradicts;

  /// Whether the item is to carry what follows; only of sampled ones.
  boolean rewrites;

  long newThreshold;
  long newRandomness;

  void take(Policy policy, long randomness) {
    this.policy = policy;
    this.randomness = randomness;
  }
}
