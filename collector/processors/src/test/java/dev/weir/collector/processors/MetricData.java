package dev.weir.collector.processors;

import static dev.weir.collector.testkit.TestData.TIME;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Metrics for tests of processors. Times are seconds after
/// [dev.weir.collector.testkit.TestData]'s.
public final class MetricData {
  public static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  public static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  private MetricData() {}

  public static long seconds(long seconds) {
    return TIME + seconds * 1_000_000_000L;
  }

  public static Metric sum(
      String name,
      AggregationTemporality temporality,
      boolean monotonic,
      NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit("1")
        .setDescription("about " + name)
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(temporality)
                .setIsMonotonic(monotonic)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric gauge(String name, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit("1")
        .setGauge(Gauge.newBuilder().addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric histogram(
      String name, AggregationTemporality temporality, HistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static Metric exponential(
      String name, AggregationTemporality temporality, ExponentialHistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(Arrays.asList(points)))
        .build();
  }

  public static NumberDataPoint point(
      long startSecond, long second, long value, KeyValue... attributes) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(seconds(startSecond))
        .setTimeUnixNano(seconds(second))
        .setAsInt(value)
        .addAllAttributes(Arrays.asList(attributes))
        .build();
  }

  public static NumberDataPoint point(
      long startSecond, long second, double value, KeyValue... attributes) {
    return point(startSecond, second, 0, attributes).toBuilder().setAsDouble(value).build();
  }

  /// A point of as many buckets as there are counts, whose bounds are 1, 2, 3 and so on.
  public static HistogramDataPoint histogramPoint(
      long startSecond, long second, double sum, long... counts) {
    return HistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(seconds(startSecond))
        .setTimeUnixNano(seconds(second))
        .setCount(LongStream.of(counts).sum())
        .setSum(sum)
        .addAllBucketCounts(LongStream.of(counts).boxed().toList())
        .addAllExplicitBounds(
            DoubleStream.iterate(1, bound -> bound + 1).limit(counts.length - 1).boxed().toList())
        .build();
  }

  /// A point with positive buckets only.
  public static ExponentialHistogramDataPoint exponentialPoint(
      long startSecond, long second, double sum, int scale, int offset, long... counts) {
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(seconds(startSecond))
        .setTimeUnixNano(seconds(second))
        .setCount(LongStream.of(counts).sum())
        .setSum(sum)
        .setScale(scale)
        .setPositive(
            ExponentialHistogramDataPoint.Buckets.newBuilder()
                .setOffset(offset)
                .addAllBucketCounts(LongStream.of(counts).boxed().toList()))
        .build();
  }
}
