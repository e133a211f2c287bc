package dev.weir.collector.processors.probabilisticsampler;

import static dev.weir.collector.processors.probabilisticsampler.Thresholds.ALWAYS;
import static dev.weir.collector.processors.probabilisticsampler.Thresholds.NEVER;
import static dev.weir.collector.processors.probabilisticsampler.Thresholds.NONE;

/// The rules of a mode. Immutable.
///
/// `hash_seed` compares 14 bits of a hash with a threshold, and writes both into the item, as
/// randomness that the other modes understand. An item that was sampled before, with probability
/// `p`, keeps its weight: hash and threshold are scaled into the upper `p` of the range, so that
///
/// ```
///  0                      1 - p        1 - p * percentage      1
///  |----------------------|------------|-----------------------|
///    rejected before        rejected     passes, its randomness
///                           now          lies here
/// ```
///
/// the threshold is that of the product, all spans of a trace are still decided alike, here and by
/// a later sampler, and the item is not taken for one that contradicts itself.
final class Sampler {
  private static final int HASH_BITS = 14;
  private static final int HASH_BUCKETS = 1 << HASH_BITS;
  private static final int HASH_MASK = HASH_BUCKETS - 1;

  private final Rule rule;
  private final boolean failClosed;
  private final int precision;
  private final boolean attributeFirst;
  private final double ratio;
  private final long threshold;

  private enum Rule {
    NEVER,
    HASH,
    PROPORTIONAL,
    EQUALIZING
  }

  Sampler(ProbabilisticSamplerConfig config) {
    float percentage = (float) Math.min(config.samplingPercentage(), 100);
    failClosed = config.failClosed();
    precision = config.samplingPrecision();
    attributeFirst = config.attributeSource() == AttributeSource.RECORD;
    ratio = Math.max(percentage / 100.0, Thresholds.MIN_PROBABILITY);
    int buckets = (int) (percentage * (HASH_BUCKETS / 100f));
    rule = rule(config, percentage, buckets);
    threshold =
        rule == Rule.HASH
            ? (long) (HASH_BUCKETS - buckets) << (56 - HASH_BITS)
            : Thresholds.of(ratio, precision);
  }

  private static Rule rule(ProbabilisticSamplerConfig config, float percentage, int buckets) {
    boolean hashes = config.mode() == null || config.mode() == Mode.HASH_SEED;
    if (percentage == 0 || (hashes && buckets == 0)) {
      return Rule.NEVER;
    }
    return hashes
        ? Rule.HASH
        : config.mode() == Mode.PROPORTIONAL ? Rule.PROPORTIONAL : Rule.EQUALIZING;
  }

  /// Whether it looks at hashes of trace ids.
  boolean hashesTraceIds() {
    return rule == Rule.HASH;
  }

  /// The 56 bits of randomness that a hash of 32 bits stands for: its lower 14 bits decide.
  static long spread(int hash) {
    long bucket = hash & HASH_MASK;
    long unused = Integer.toUnsignedLong(hash) >>> (32 - HASH_BITS);
    long mixed = unused ^ (unused << 10);
    return (HASH_MASK - bucket) << 42 | mixed << 14 | bucket;
  }

  void decide(Arrival item, Decision decision) {
    takeRandomness(item, decision);
    decision.threshold = threshold(item, decision);
    if (item.priority != NONE) {
      decision.policy = Policy.SAMPLING_PRIORITY;
      decision.threshold = item.priority;
    }
    decision.sampled = decision.threshold <= decision.randomness;
    if (decision.sampled) {
      record(item, decision);
    }
  }

  private void takeRandomness(Arrival item, Decision decision) {
    boolean hash = rule == Rule.HASH;
    if (rule == Rule.NEVER) {
      decision.take(Policy.SAMPLING_PRIORITY, NEVER - 1);
    } else if (!hash && item.randomness != NONE) {
      decision.take(Policy.SAMPLING_RANDOMNESS, item.randomness);
    } else if (attributeFirst && item.attributeHash != NONE) {
      decision.take(Policy.ATTRIBUTE, item.attributeHash);
    } else if (hash && item.traceHash != NONE) {
      decision.take(Policy.TRACE_ID_HASH, item.traceHash);
    } else if (!hash && item.traceRandomness != NONE) {
      decision.take(Policy.TRACE_ID_W3C, item.traceRandomness);
    } else if (item.attributeHash != NONE) {
      decision.take(Policy.ATTRIBUTE, item.attributeHash);
    } else {
      decision.take(Policy.MISSING_RANDOMNESS, NEVER - 1);
    }
  }

  private long threshold(Arrival item, Decision decision) {
    decision.contradicts = rule != Rule.HASH && item.threshold > decision.randomness;
    decision.failed =
        item.unreadable || decision.contradicts || decision.policy == Policy.MISSING_RANDOMNESS;
    if (decision.failed) {
      return failClosed ? NEVER : ALWAYS;
    }
    return switch (rule) {
      case NEVER -> NEVER;
      case HASH -> threshold;
      case EQUALIZING -> Math.max(threshold, item.threshold);
      case PROPORTIONAL -> proportion(item.threshold);
    };
  }

  private long proportion(long arriving) {
    double product = (arriving == NONE ? 1 : Thresholds.probability(arriving)) * ratio;
    return Thresholds.isProbability(product) ? Thresholds.of(product, precision) : NEVER;
  }

  /// Notes what is to be written into the item.
  private void record(Arrival item, Decision decision) {
    decision.newThreshold = NONE;
    decision.newRandomness = item.randomness;
    if (item.unreadable) {
      decision.rewrites = false;
      return;
    }
    boolean isHash =
        rule == Rule.HASH && (item.isSpan || item.traceHash != NONE || item.attributeHash != NONE);
    long before = decision.contradicts ? NONE : item.threshold;
    if (isHash) {
      decision.newThreshold = scaled(decision.threshold, before);
      decision.newRandomness = Math.max(scaled(decision.randomness, before), decision.newThreshold);
    } else {
      decision.newThreshold = Math.max(decision.threshold, before);
      if (decision.policy == Policy.ATTRIBUTE) {
        decision.newRandomness = decision.randomness;
      }
    }
    decision.rewrites =
        decision.newThreshold != item.threshold || decision.newRandomness != item.randomness;
  }

  /// A threshold or randomness, in the part of the range that an earlier sampler left.
  private static long scaled(long value, long before) {
    return before == NONE
        ? value
        : NEVER - Math.max(1, (long) ((NEVER - value) * Thresholds.probability(before)));
  }
}
