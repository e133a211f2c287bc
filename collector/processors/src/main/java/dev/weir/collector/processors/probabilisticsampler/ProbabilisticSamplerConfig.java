package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import org.jspecify.annotations.Nullable;

/// What the user writes under `probabilistic_sampler:`.
///
/// @param samplingPercentage how many of a hundred items pass; 100 and more for all, 0 for none
/// @param hashSeed makes tiers of collectors decide apart from each other; of 32 bits
/// @param mode how to decide; null for `hash_seed`
/// @param failClosed whether items go whose sampling information is missing or contradicts itself
/// @param samplingPrecision hexadecimal digits of a threshold, more where they are zeros or `f`
/// @param attributeSource for log records: what decides
/// @param fromAttribute for log records: the attribute that decides; empty for none
/// @param samplingPriority for log records: the attribute with a percentage of its own; empty for
///   none
public record ProbabilisticSamplerConfig(
    double samplingPercentage,
    long hashSeed,
    @Nullable Mode mode,
    boolean failClosed,
    int samplingPrecision,
    AttributeSource attributeSource,
    String fromAttribute,
    String samplingPriority)
    implements ComponentConfig {

  private static final long MAX_SEED = 0xFFFF_FFFFL;

  public static ProbabilisticSamplerConfig defaults() {
    return new ProbabilisticSamplerConfig(0, 0, null, true, 4, AttributeSource.TRACE_ID, "", "");
  }

  @Override
  public void validate(Problems problems) {
    double ratio = samplingPercentage / 100;
    if (!Double.isFinite(ratio) || ratio < 0) {
      problems.add("sampling_percentage", samplingPercentage, "0 to 100");
    } else if (ratio > 0 && ratio < Thresholds.MIN_PROBABILITY) {
      problems.add("sampling_percentage", samplingPercentage, "0, or at least one item in 2^56");
    }
    if (hashSeed < 0 || hashSeed > MAX_SEED) {
      problems.add("hash_seed", hashSeed, "0 to " + MAX_SEED);
    }
    if (samplingPrecision < 1 || samplingPrecision > Thresholds.DIGITS) {
      problems.add("sampling_precision", samplingPrecision, "1 to " + Thresholds.DIGITS);
    }
    if (attributeSource == AttributeSource.RECORD && fromAttribute.isEmpty()) {
      problems.warn(
          "from_attribute",
          "attribute_source is \"record\" and no attribute is named: log records have nothing to"
              + " decide by");
    }
  }
}
