package dev.weir.collector.processors.deltatocumulative;

import static dev.weir.collector.processors.MetricData.CUMULATIVE;
import static dev.weir.collector.processors.MetricData.DELTA;
import static dev.weir.collector.processors.MetricData.exponential;
import static dev.weir.collector.processors.MetricData.exponentialPoint;
import static dev.weir.collector.processors.MetricData.gauge;
import static dev.weir.collector.processors.MetricData.histogram;
import static dev.weir.collector.processors.MetricData.histogramPoint;
import static dev.weir.collector.processors.MetricData.point;
import static dev.weir.collector.processors.MetricData.sum;
import static dev.weir.collector.testkit.TestData.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.series.SeriesTable;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaToCumulativeTest extends ProcessorContract<DeltaToCumulativeConfig> {
  private static final KeyValue KEY = attribute("k", "v");

  private final RecordingConsumer next = new RecordingConsumer();
  private final TestContext context = new TestContext("delta_to_cumulative");
  private final Processor processor = create(100);

  DeltaToCumulativeTest() {
    super(new DeltaToCumulativeFactory());
  }

  @Test
  void sums_areAddedUpFromTheFirstPointOn() {
    send(sum("a", DELTA, true, point(1, 2, 10), point(1, 2, 1.5, KEY)));
    send(sum("a", DELTA, true, point(2, 3, 5), point(2, 3, 1.0, KEY), point(3, 4, -2)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", CUMULATIVE, true, point(1, 2, 10), point(1, 2, 1.5, KEY)),
            sum("a", CUMULATIVE, true, point(1, 3, 15), point(1, 3, 2.5, KEY), point(1, 4, 13)));
  }

  @Test
  void wholeAndOtherNumbersOfASeries_areAdded() {
    send(sum("a", DELTA, true, point(1, 2, 10)));
    send(sum("a", DELTA, true, point(2, 3, 1.5)));
    send(sum("a", DELTA, true, point(3, 4, 2)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", CUMULATIVE, true, point(1, 2, 10)),
            sum("a", CUMULATIVE, true, point(1, 3, 11.5)),
            sum("a", CUMULATIVE, true, point(1, 4, 13.5)));
  }

  @Test
  void histograms_areAddedUp() {
    HistogramDataPoint first = histogramPoint(0, 1, 5.5, 1, 1, 1);
    HistogramDataPoint second = histogramPoint(1, 2, 2.5, 0, 1, 1);
    send(histogram("h", DELTA, first.toBuilder().setMin(0.5).setMax(3).build()));
    send(histogram("h", DELTA, second.toBuilder().setMin(1.5).setMax(5).build()));
    send(histogram("h", DELTA, histogramPoint(2, 3, 1, 1, 0, 0)));

    assertThat(next.metricList().subList(1, 3))
        .containsExactly(
            histogram(
                "h",
                CUMULATIVE,
                histogramPoint(0, 2, 8, 1, 2, 2).toBuilder().setMin(0.5).setMax(5).build()),
            histogram("h", CUMULATIVE, histogramPoint(0, 3, 9, 2, 2, 2)));
  }

  @Test
  void histogramWithOtherBounds_startsOver() {
    send(histogram("h", DELTA, histogramPoint(0, 1, 5, 1, 1, 1)));
    send(histogram("h", DELTA, histogramPoint(1, 2, 2, 1, 1)));
    send(histogram("h", DELTA, histogramPoint(2, 3, 1, 1, 0)));

    assertThat(next.metricList().subList(1, 3))
        .containsExactly(
            histogram("h", CUMULATIVE, histogramPoint(1, 2, 2, 1, 1)),
            histogram("h", CUMULATIVE, histogramPoint(1, 3, 3, 2, 1)));
  }

  @Test
  void exponentialHistograms_areAddedAtTheCoarserScale() {
    send(exponential("e", DELTA, exponentialPoint(0, 1, 5.5, 3, 0, 1, 1, 1)));
    send(exponential("e", DELTA, exponentialPoint(1, 2, 5.5, 1, 0, 1, 1)));
    send(exponential("e", DELTA, exponentialPoint(2, 3, 1, 3, 0, 1)));

    assertThat(next.metricList().subList(1, 3))
        .containsExactly(
            exponential("e", CUMULATIVE, exponentialPoint(0, 2, 11, 1, 0, 4, 1)),
            exponential("e", CUMULATIVE, exponentialPoint(0, 3, 12, 1, 0, 5, 1)));
  }

  @Test
  void exponentialHistograms_growToAHundredAndSixtyBuckets() {
    send(exponential("e", DELTA, exponentialPoint(0, 1, 1, 0, 0, 1)));
    send(exponential("e", DELTA, exponentialPoint(1, 2, 1, 0, 159, 1)));
    send(exponential("e", DELTA, exponentialPoint(2, 3, 1, 0, 160, 1)));

    assertThat(next.metricList())
        .extracting(metric -> metric.getExponentialHistogram().getDataPoints(0).getScale())
        .containsExactly(0, 0, -1);
  }

  @Test
  void lateAndOverlappingPoints_areDroppedAndCounted() {
    send(sum("a", DELTA, true, point(1, 2, 10)));
    send(sum("a", DELTA, true, point(2, 3, 5)));
    send(sum("a", DELTA, true, point(1, 2, 1)));
    send(sum("a", DELTA, true, point(2, 3, 1)));
    send(sum("a", DELTA, true, point(0, 6, 7)));
    send(sum("a", DELTA, true, point(6, 7, 2)));

    assertThat(next.metricList().getLast()).isEqualTo(sum("a", CUMULATIVE, true, point(1, 7, 17)));
    assertThat(next.metricList()).hasSize(3);
    assertThat(context.losses().items("out_of_order")).isEqualTo(2);
    assertThat(context.losses().items("older_start")).isEqualTo(1);
    assertThat(points("error", "delta.ErrOutOfOrder")).isEqualTo(2);
  }

  @Test
  void furtherSeries_areDroppedAtTheLimit() {
    Processor one = create(1);
    one.consume(TestData.metrics(sum("a", DELTA, true, point(1, 2, 1), point(1, 2, 1, KEY))));
    one.consume(TestData.metrics(sum("a", DELTA, true, point(2, 3, 1), point(2, 3, 1, KEY))));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", CUMULATIVE, true, point(1, 2, 1)), sum("a", CUMULATIVE, true, point(1, 3, 2)));
    assertThat(context.losses().items("limit")).isEqualTo(2);
    assertThat(points("error", "limit")).isEqualTo(2);
  }

  @Test
  void noLimit_isZero() {
    create(0).consume(TestData.metrics(sum("a", DELTA, true, point(1, 2, 1))));

    assertThat(next.metricList()).hasSize(1);
  }

  @Test
  void pointWithoutAValue_passesAndAddsNothing() {
    NumberDataPoint none = point(2, 3, 7).toBuilder().setFlags(1).build();
    send(sum("a", DELTA, true, point(1, 2, 1)));
    send(sum("a", DELTA, true, none));
    send(sum("a", DELTA, true, point(3, 4, 1)));

    assertThat(next.metricList().subList(1, 3))
        .containsExactly(
            sum("a", CUMULATIVE, true, none), sum("a", CUMULATIVE, true, point(1, 4, 2)));
  }

  @Test
  void whatIsNoDelta_isHandedOnAsItCame() {
    Batch batch =
        TestData.metrics(
            TestMetrics.summary("s"),
            gauge("g", point(1, 2, 3)),
            sum("a", CUMULATIVE, true, point(1, 2, 3)));
    processor.consume(batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void refusedBatch_isAddedOnce() {
    next.refuseForNow(1);
    Metric metric = sum("a", DELTA, true, point(1, 2, 3), point(2, 3, 4));
    assertThatThrownBy(() -> send(metric)).isInstanceOf(RetryableRefusal.class);
    send(metric);
    send(sum("a", DELTA, true, point(3, 4, 1)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", CUMULATIVE, true, point(1, 2, 3), point(1, 3, 7)),
            sum("a", CUMULATIVE, true, point(1, 4, 8)));
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void stateHandedOver_goesOnWhereItWas() {
    DeltaToCumulativeConfig config = new DeltaToCumulativeConfig(Duration.ofMinutes(5), 10);
    SeriesTable<Total> state = DeltaToCumulativeFactory.state(config);
    new DeltaToCumulativeProcessor(config, state, context, next)
        .consume(TestData.metrics(sum("a", DELTA, true, point(1, 2, 3))));
    new DeltaToCumulativeProcessor(config, state, context, next)
        .consume(TestData.metrics(sum("a", DELTA, true, point(2, 3, 3))));

    assertThat(next.metricList().getLast()).isEqualTo(sum("a", CUMULATIVE, true, point(1, 3, 6)));
  }

  @Test
  void sumsOfRandomDeltas_areTheirTotals() {
    Random random = new Random(3);
    long[] totals = new long[20];
    for (int second = 1; second < 200; second++) {
      List<NumberDataPoint> given = new ArrayList<>();
      List<NumberDataPoint> expected = new ArrayList<>();
      for (int series = 0; series < totals.length; series++) {
        long value = random.nextInt(1000);
        totals[series] += value;
        given.add(point(second - 1, second, value, attribute("series", series)));
        expected.add(point(0, second, totals[series], attribute("series", series)));
      }
      send(sum("a", DELTA, true, given.toArray(NumberDataPoint[]::new)));
      assertThat(next.metricList().getLast())
          .isEqualTo(sum("a", CUMULATIVE, true, expected.toArray(NumberDataPoint[]::new)));
    }
    assertThat(context.telemetry().value("otelcol_deltatocumulative_streams_tracked"))
        .isEqualTo(totals.length);
  }

  @Test
  void problems_areNamed() {
    assertThat(TestProblems.of(new DeltaToCumulativeConfig(Duration.ZERO, -1)).settings())
        .containsExactly("max_stale", "max_streams");
  }

  private double points(String label, String value) {
    return context.telemetry().value("otelcol_deltatocumulative_datapoints", label, value);
  }

  private Processor create(long maxStreams) {
    return new DeltaToCumulativeFactory()
        .create(
            new DeltaToCumulativeConfig(Duration.ofMinutes(5), maxStreams),
            Signal.METRICS,
            context,
            next);
  }

  private void send(Metric metric) {
    processor.consume(TestData.metrics(metric));
  }
}
