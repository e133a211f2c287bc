package dev.weir.collector.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Telemetry.Histogram;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OtlpMetricsTest {
  private final MetricRegistry registry = new MetricRegistry();

  @Test
  void request_saysTheSameToTheOfficialClasses() throws Exception {
    registry.counter("c", "help c", "{spans}", Map.of("receiver", "otlp")).add(7);
    registry.gauge("g", "help g", "By", Map.of(), () -> 1.5);
    registry.gauge("gone", "fails", "", Map.of(), () -> Double.NaN);
    Histogram histogram =
        registry.histogram("h", "help h", "s", new double[] {1, 2}, Map.of("a", "b"));
    histogram.record(0.5);
    histogram.record(9);

    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(
            OtlpMetrics.write(
                registry, Map.of("service.name", "weir"), new BuildInfo("weir", "1.2.3"), 11, 12));

    assertThat(request.getResourceMetrics(0).getResource().getAttributes(0).getValue())
        .hasToString("string_value: \"weir\"\n");
    ScopeMetrics scope = request.getResourceMetrics(0).getScopeMetrics(0);
    assertThat(scope.getScope().getName()).isEqualTo("dev.weir.collector");
    assertThat(scope.getScope().getVersion()).isEqualTo("1.2.3");
    assertThat(scope.getMetricsList()).extracting(Metric::getName).containsExactly("c", "g", "h");
    checkCounter(scope.getMetrics(0));
    assertThat(scope.getMetrics(1).getGauge().getDataPoints(0).getAsDouble()).isEqualTo(1.5);
    checkHistogram(scope.getMetrics(2));
    assertThat(request.getUnknownFields().asMap()).isEmpty();
  }

  private static void checkCounter(Metric metric) {
    assertThat(metric.getDescription()).isEqualTo("help c");
    assertThat(metric.getUnit()).isEqualTo("{spans}");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = metric.getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(7);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(11);
    assertThat(point.getTimeUnixNano()).isEqualTo(12);
    assertThat(point.getAttributes(0).getKey()).isEqualTo("receiver");
  }

  private static void checkHistogram(Metric metric) {
    HistogramDataPoint point = metric.getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(2);
    assertThat(point.getSum()).isEqualTo(9.5);
    assertThat(point.getBucketCountsList()).containsExactly(1L, 0L, 1L);
    assertThat(point.getExplicitBoundsList()).containsExactly(1.0, 2.0);
    assertThat(point.getAttributes(0).getKey()).isEqualTo("a");
  }
}
