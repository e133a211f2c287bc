package dev.weir.collector.processors.probabilisticsampler;

/// How the sampler decides.
public enum Mode {
  /// By a hash of the trace id or of an attribute, with a seed.
  HASH_SEED,
  /// By the randomness that OpenTelemetry specifies, taking the percentage of what arrives.
  PROPORTIONAL,
  /// By the same randomness, lowering the probability of what arrives to the percentage.
  EQUALIZING
}
