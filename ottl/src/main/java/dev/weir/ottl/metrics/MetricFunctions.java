package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Functions;

/// The functions that metrics have besides the standard ones.
public final class MetricFunctions {
  private static final Functions OF_METRICS =
      Functions.of(
          new AggregateOnAttributeValue(),
          new AggregateOnAttributes(),
          new ConvertExponentialHistogramToHistogram(),
          new ConvertGaugeToSum(),
          new ConvertSumToGauge(),
          new ConvertSummaryCountValToSum(),
          new ConvertSummaryQuantileValToGauge(),
          new ConvertSummarySumValToSum(),
          new CopyMetric(),
          new ExtractCountMetric(),
          new ExtractPercentileMetric(),
          new ExtractSumMetric(),
          new ScaleMetric());

  private static final Functions OF_POINTS =
      Functions.of(
          new ConvertSummaryCountValToSum(),
          new ConvertSummarySumValToSum(),
          new MergeHistogramBuckets());

  private MetricFunctions() {}

  /// For statements on metrics.
  public static Functions ofMetrics() {
    return OF_METRICS;
  }

  /// For statements on data points.
  public static Functions ofPoints() {
    return OF_POINTS;
  }
}
