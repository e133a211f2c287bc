package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Functions;

/// The functions that metrics have besides the standard ones.
public final class MetricFunctions {
  private static final Functions ALL =
      Functions.of(
          new AggregateOnAttributeValue(),
          new AggregateOnAttributes(),
          new ConvertGaugeToSum(),
          new ConvertSumToGauge(),
          new ConvertSummaryCountValToSum(),
          new ConvertSummaryQuantileValToGauge(),
          new ConvertSummarySumValToSum(),
          new CopyMetric(),
          new ExtractCountMetric(),
          new ExtractSumMetric(),
          new MergeHistogramBuckets(),
          new ScaleMetric());

  private MetricFunctions() {}

  public static Functions all() {
    return ALL;
  }
}
