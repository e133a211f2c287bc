package dev.weir.collector.processors.metricsgeneration;

import static dev.weir.collector.processors.MetricData.CUMULATIVE;
import static dev.weir.collector.processors.MetricData.gauge;
import static dev.weir.collector.processors.MetricData.histogram;
import static dev.weir.collector.processors.MetricData.histogramPoint;
import static dev.weir.collector.processors.MetricData.point;
import static dev.weir.collector.processors.MetricData.sum;
import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsGenerationTest extends ProcessorContract<MetricsGenerationConfig> {
  private static final KeyValue X1 = attribute("x", "1");
  private static final KeyValue X2 = attribute("x", "2");
  private static final Metric A = gauge("a", point(0, 1, 10, X1), point(0, 2, 20, X2));
  private static final Metric B = gauge("b", point(0, 9, 4.0, X1), point(0, 9, 8, X2));

  private final RecordingConsumer next = new RecordingConsumer();

  MetricsGenerationTest() {
    super(new MetricsGenerationFactory());
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 14, 24",
    "SUBTRACT, 6, 16",
    "MULTIPLY, 40, 80",
    "DIVIDE, 2.5, 5",
    "PERCENT, 250, 500",
  })
  void calculate_takesTheFirstPointOfTheOtherMetric(
      OperationType operation, double first, double second) {
    assertThat(run(List.of(calculate("n", "a", "b", operation, false)), A, B))
        .containsExactly(A, B, made("n", point(0, 1, first, X1), point(0, 2, second, X2)));
  }

  @Test
  void matchAttributes_takesThePointOfTheSameAttributes() {
    Metric more = gauge("a", point(0, 1, 10, X2), point(0, 2, 20, X1), point(0, 3, 1));
    assertThat(run(List.of(calculate("n", "a", "b", OperationType.DIVIDE, true)), more, B))
        .containsExactly(more, B, made("n", point(0, 1, 1.25, X2), point(0, 2, 5.0, X1)));
  }

  @Test
  void scale_calculatesWithANumber() {
    Metric total = sum("t", CUMULATIVE, true, point(0, 1, 10, X1));
    assertThat(
            run(
                List.of(
                    scale("n", "t", OperationType.DIVIDE, 4),
                    scale("p", "t", OperationType.PERCENT, 4)),
                total))
        .containsExactly(
            total,
            sum("n", CUMULATIVE, false, point(0, 1, 2.5, X1)).toBuilder()
                .clearDescription()
                .setUnit("u")
                .build(),
            sum("p", CUMULATIVE, false, point(0, 1, 250.0, X1)).toBuilder()
                .clearDescription()
                .setUnit("u")
                .build());
  }

  @Test
  void divisionByZero_makesNoPoint() {
    Batch batch = TestData.metrics(A, gauge("b", point(0, 1, 0)));
    factory
        .create(
            new MetricsGenerationConfig(
                List.of(
                    calculate("n", "a", "b", OperationType.DIVIDE, false),
                    calculate("p", "a", "b", OperationType.PERCENT, false))),
            Signal.METRICS,
            new TestContext(),
            next)
        .consume(batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void missingOrOtherMetrics_makeNothing() {
    List<RuleConfig> rules = List.of(calculate("n", "a", "b", OperationType.ADD, false));
    Metric other = histogram("b", CUMULATIVE, histogramPoint(0, 1, 1, 1));

    assertThat(run(rules, A)).containsExactly(A);
    assertThat(run(rules, A, other)).endsWith(A, other);
    assertThat(run(rules, B)).endsWith(B);
  }

  @Test
  void rules_doNotSeeWhatOthersMade() {
    assertThat(
            run(
                List.of(
                    scale("n", "a", OperationType.ADD, 1), scale("m", "n", OperationType.ADD, 1)),
                A))
        .extracting(Metric::getName)
        .containsExactly("a", "n");
  }

  @Test
  void otherMetric_mayBeInAnotherScopeButNotInAnotherResource() {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(resourceOf("one", scopeOf(A), scopeOf(B)))
            .addResourceMetrics(resourceOf("two", scopeOf(A)))
            .build();
    factory
        .create(
            new MetricsGenerationConfig(
                List.of(calculate("n", "a", "b", OperationType.ADD, false))),
            Signal.METRICS,
            new TestContext(),
            next)
        .consume(TestData.batch(request));

    assertThat(next.metricNames()).containsExactly("a", "n", "b", "a");
  }

  @Test
  void problems_areNamed() {
    assertThat(
            TestProblems.of(
                    new MetricsGenerationConfig(
                        List.of(
                            RuleConfig.defaults(),
                            calculate("n", "a", "", OperationType.ADD, false),
                            scale("n", "a", OperationType.ADD, -1))))
                .settings())
        .containsExactly(
            "rules::0::name",
            "rules::0::metric1",
            "rules::0::type",
            "rules::1::metric2",
            "rules::2::scale_by");
  }

  private List<Metric> run(List<RuleConfig> rules, Metric... metrics) {
    factory
        .create(new MetricsGenerationConfig(rules), Signal.METRICS, new TestContext(), next)
        .consume(TestData.metrics(metrics));
    return next.metricList();
  }

  private static Metric made(
      String name, io.opentelemetry.proto.metrics.v1.NumberDataPoint... points) {
    return gauge(name, points).toBuilder().setUnit("u").build();
  }

  private static RuleConfig calculate(
      String name, String metric1, String metric2, OperationType operation, boolean match) {
    return new RuleConfig(
        name, "u", GenerationType.CALCULATE, metric1, metric2, 0, operation, match);
  }

  private static RuleConfig scale(
      String name, String metric1, OperationType operation, double scaleBy) {
    return new RuleConfig(name, "u", GenerationType.SCALE, metric1, "", scaleBy, operation, false);
  }

  private static ResourceMetrics resourceOf(String service, ScopeMetrics... scopes) {
    return ResourceMetrics.newBuilder()
        .setResource(resource(service))
        .addAllScopeMetrics(Arrays.asList(scopes))
        .build();
  }

  private static ScopeMetrics scopeOf(Metric metric) {
    return ScopeMetrics.newBuilder().addMetrics(metric).build();
  }
}
