package dev.weir.collector.processors.probabilisticsampler;

/// What an item says that matters for sampling. Reused for item after item, by one thread.
final class Arrival {
  /// A span that passes without a trace id gets the highest randomness, so that it passes later
  /// samplers too.
  boolean isSpan;

  /// Its sampling information cannot be read.
  boolean unreadable;

  /// With what threshold it was sampled before, or [Thresholds#NONE].
  long threshold;

  /// The randomness it brought, or [Thresholds#NONE].
  long randomness;

  /// The 56 bits of its trace id that are random, or [Thresholds#NONE] without a trace id.
  long traceRandomness;

  /// The hash of its trace id, or [Thresholds#NONE] without one or if nobody asks for it.
  long traceHash;

  /// The hash of the attribute that decides, or [Thresholds#NONE].
  long attributeHash;

  /// The threshold that its priority demands, or [Thresholds#NONE].
  long priority;
}
