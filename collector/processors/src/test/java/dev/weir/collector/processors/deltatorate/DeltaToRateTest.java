package dev.weir.collector.processors.deltatorate;

import static dev.weir.collector.processors.MetricData.CUMULATIVE;
import static dev.weir.collector.processors.MetricData.DELTA;
import static dev.weir.collector.processors.MetricData.gauge;
import static dev.weir.collector.processors.MetricData.histogram;
import static dev.weir.collector.processors.MetricData.histogramPoint;
import static dev.weir.collector.processors.MetricData.point;
import static dev.weir.collector.processors.MetricData.sum;
import static dev.weir.collector.testkit.TestData.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeltaToRateTest extends ProcessorContract<DeltaToRateConfig> {
  private final RecordingConsumer next = new RecordingConsumer();
  private final TestContext context = new TestContext("delta_to_rate");

  DeltaToRateTest() {
    super(new DeltaToRateFactory());
  }

  @Override
  protected DeltaToRateConfig config() {
    return new DeltaToRateConfig(List.of("a"));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("metrics");
  }

  @Test
  void deltaSum_becomesAGaugeOfRates() {
    run(
        sum("a", DELTA, true, point(0, 60, 120, attribute("k", "v")), point(0, 2, 7)).toBuilder()
            .setUnit("By")
            .build());

    Metric expected = gauge("a", point(0, 60, 2.0, attribute("k", "v")), point(0, 2, 3.5));
    assertThat(next.metricList())
        .containsExactly(expected.toBuilder().setUnit("By/s").setDescription("about a").build());
  }

  @Test
  void pointWithoutAnInterval_isDroppedAndCounted() {
    NumberDataPoint noStart = point(0, 1, 3).toBuilder().clearStartTimeUnixNano().build();
    run(sum("a", DELTA, true, noStart, point(1, 1, 1.5), point(2, 1, 1), point(1, 2, 1)));

    assertThat(next.metricList().getFirst().getGauge().getDataPointsList())
        .containsExactly(point(1, 2, 1.0));
    assertThat(context.losses().items("no_interval")).isEqualTo(3);
  }

  @Test
  void otherMetrics_areHandedOnAsTheyCame() {
    Batch batch =
        TestData.metrics(
            gauge("a", point(0, 1, 1)),
            sum("a", CUMULATIVE, true, point(0, 1, 1)),
            sum("b", DELTA, true, point(0, 1, 1)),
            histogram("a", DELTA, histogramPoint(0, 1, 1, 1)));
    factory.create(config(), Signal.METRICS, context, next).consume(batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  private void run(Metric metric) {
    factory.create(config(), Signal.METRICS, context, next).consume(TestData.metrics(metric));
  }
}
