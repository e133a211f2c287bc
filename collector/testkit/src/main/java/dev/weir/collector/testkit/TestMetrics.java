package dev.weir.collector.testkit;

import static dev.weir.collector.testkit.TestData.TIME;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.Arrays;
import java.util.List;

/// Metrics for tests, one method for each of the five types, with one data point each.
public final class TestMetrics {
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  private TestMetrics() {}

  public static Metric gauge(String name, double value, KeyValue... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit("1")
        .setGauge(
            Gauge.newBuilder()
                .addDataPoints(
                    NumberDataPoint.newBuilder()
                        .setTimeUnixNano(TIME)
                        .setAsDouble(value)
                        .addAllAttributes(Arrays.asList(attributes))))
        .build();
  }

  /// A monotonic cumulative sum.
  public static Metric sum(String name, long value, KeyValue... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setDescription("a sum")
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(CUMULATIVE)
                .setIsMonotonic(true)
                .addDataPoints(
                    NumberDataPoint.newBuilder()
                        .setStartTimeUnixNano(TIME - 1000)
                        .setTimeUnixNano(TIME)
                        .setAsInt(value)
                        .addExemplars(exemplar())
                        .addAllAttributes(Arrays.asList(attributes))))
        .build();
  }

  /// Buckets up to 1, 10 and infinity.
  public static Metric histogram(String name, KeyValue... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(CUMULATIVE)
                .addDataPoints(
                    HistogramDataPoint.newBuilder()
                        .setStartTimeUnixNano(TIME - 1000)
                        .setTimeUnixNano(TIME)
                        .setCount(6)
                        .setSum(33.5)
                        .setMin(0.5)
                        .setMax(20)
                        .addAllExplicitBounds(List.of(1.0, 10.0))
                        .addAllBucketCounts(List.of(1L, 2L, 3L))
                        .addExemplars(exemplar())
                        .addAllAttributes(Arrays.asList(attributes))))
        .build();
  }

  public static Metric exponentialHistogram(String name, KeyValue... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(CUMULATIVE)
                .addDataPoints(
                    ExponentialHistogramDataPoint.newBuilder()
                        .setStartTimeUnixNano(TIME - 1000)
                        .setTimeUnixNano(TIME)
                        .setCount(7)
                        .setSum(12.25)
                        .setScale(3)
                        .setZeroCount(1)
                        .setPositive(buckets(-2, 1, 2))
                        .setNegative(buckets(4, 3))
                        .addAllAttributes(Arrays.asList(attributes))))
        .build();
  }

  public static Metric summary(String name, KeyValue... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setSummary(
            Summary.newBuilder()
                .addDataPoints(
                    SummaryDataPoint.newBuilder()
                        .setTimeUnixNano(TIME)
                        .setCount(4)
                        .setSum(10)
                        .addQuantileValues(quantile(0.5, 2))
                        .addQuantileValues(quantile(0.99, 4))
                        .addAllAttributes(Arrays.asList(attributes))))
        .build();
  }

  /// One metric of each type.
  public static List<Metric> ofEachType(KeyValue... attributes) {
    return List.of(
        gauge("gauge", 1.5, attributes),
        sum("sum", 42, attributes),
        histogram("histogram", attributes),
        exponentialHistogram("exponential_histogram", attributes),
        summary("summary", attributes));
  }

  private static Exemplar exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(TIME)
        .setAsDouble(0.25)
        .setTraceId(TestData.traceId(9))
        .addFilteredAttributes(TestData.attribute("filtered", "yes"))
        .build();
  }

  private static ExponentialHistogramDataPoint.Buckets buckets(int offset, long... counts) {
    return ExponentialHistogramDataPoint.Buckets.newBuilder()
        .setOffset(offset)
        .addAllBucketCounts(Arrays.stream(counts).boxed().toList())
        .build();
  }

  private static SummaryDataPoint.ValueAtQuantile quantile(double quantile, double value) {
    return SummaryDataPoint.ValueAtQuantile.newBuilder()
        .setQuantile(quantile)
        .setValue(value)
        .build();
  }
}
