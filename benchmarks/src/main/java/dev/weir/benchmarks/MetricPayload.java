package dev.weir.benchmarks;

import static dev.weir.benchmarks.Vocabulary.number;
import static dev.weir.benchmarks.Vocabulary.text;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;
import java.util.Random;

/// Gauges, sums and histograms in turn, four data points each with 5 attributes.
final class MetricPayload {
  private static final int POINTS_OF_A_METRIC = 4;
  private static final long START = Vocabulary.START;
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  private static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

  private MetricPayload() {}

  static ExportMetricsServiceRequest request(int points, Random random) {
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder().setScope(Vocabulary.scope("io.opentelemetry.runtime-telemetry"));
    for (int i = 0; i < points; i += POINTS_OF_A_METRIC) {
      scope.addMetrics(
          metric(i / POINTS_OF_A_METRIC, Math.min(POINTS_OF_A_METRIC, points - i), random));
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Vocabulary.resource(random))
                .addScopeMetrics(scope))
        .build();
  }

  private static Metric metric(int i, int points, Random random) {
    Metric.Builder metric = Metric.newBuilder().setDescription("What it says, measured here");
    switch (i % 3) {
      case 0 ->
          metric.setName("jvm.memory.used." + i).setUnit("By").setGauge(gauge(points, random));
      case 1 ->
          metric.setName("http.requests." + i).setUnit("{request}").setSum(sum(points, random));
      default ->
          metric
              .setName("http.server.request.duration." + i)
              .setUnit("s")
              .setHistogram(histogram(points, random));
    }
    return metric.build();
  }

  private static Gauge gauge(int points, Random random) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < points; i++) {
      gauge.addDataPoints(point(random).setAsDouble(random.nextDouble()));
    }
    return gauge.build();
  }

  private static Sum sum(int points, Random random) {
    Sum.Builder sum = Sum.newBuilder().setIsMonotonic(true).setAggregationTemporality(CUMULATIVE);
    for (int i = 0; i < points; i++) {
      sum.addDataPoints(point(random).setAsInt(random.nextInt(1_000_000)));
    }
    return sum.build();
  }

  private static NumberDataPoint.Builder point(Random random) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(START)
        .setTimeUnixNano(START + random.nextInt(60_000))
        .addAllAttributes(attributes(random));
  }

  private static Histogram histogram(int points, Random random) {
    Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(CUMULATIVE);
    for (int i = 0; i < points; i++) {
      histogram.addDataPoints(histogramPoint(random));
    }
    return histogram.build();
  }

  private static HistogramDataPoint histogramPoint(Random random) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(START)
            .setTimeUnixNano(START + random.nextInt(60_000))
            .addAllAttributes(attributes(random))
            .addAllExplicitBounds(BOUNDS);
    long count = 0;
    for (int i = 0; i <= BOUNDS.size(); i++) {
      int bucket = random.nextInt(1_000);
      count += bucket;
      point.addBucketCounts(bucket);
    }
    return point.setCount(count).setSum(count * random.nextDouble()).build();
  }

  private static List<KeyValue> attributes(Random random) {
    return List.of(
        text("http.request.method", Vocabulary.method(random)),
        text("http.route", Vocabulary.route(random)),
        number("http.response.status_code", Vocabulary.status(random)),
        text("server.address", "checkout-" + random.nextInt(50) + ".shop.svc"),
        text("network.protocol.version", "1.1"));
  }
}
