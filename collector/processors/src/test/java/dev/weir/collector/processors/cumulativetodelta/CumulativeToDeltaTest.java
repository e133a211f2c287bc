package dev.weir.collector.processors.cumulativetodelta;

import static dev.weir.collector.processors.MetricData.CUMULATIVE;
import static dev.weir.collector.processors.MetricData.DELTA;
import static dev.weir.collector.processors.MetricData.exponential;
import static dev.weir.collector.processors.MetricData.exponentialPoint;
import static dev.weir.collector.processors.MetricData.histogram;
import static dev.weir.collector.processors.MetricData.histogramPoint;
import static dev.weir.collector.processors.MetricData.point;
import static dev.weir.collector.processors.MetricData.seconds;
import static dev.weir.collector.processors.MetricData.sum;
import static dev.weir.collector.testkit.TestData.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CumulativeToDeltaTest extends ProcessorContract<CumulativeToDeltaConfig> {
  private final RecordingConsumer next = new RecordingConsumer();
  private final TestContext context = new TestContext("cumulative_to_delta");

  CumulativeToDeltaTest() {
    super(new CumulativeToDeltaFactory());
  }

  @Test
  void sums_becomeWhatCameSinceTheLastPoint() {
    Processor processor = create(InitialValue.DROP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 10), point(0, 1, 1.5, KEY)));
    send(processor, sum("a", CUMULATIVE, true, point(0, 2, 4.0, KEY), point(0, 2, 15)));

    assertThat(next.metricList())
        .containsExactly(sum("a", DELTA, true, point(1, 2, 2.5, KEY), point(1, 2, 5)));
    assertThat(context.losses().items("initial")).isEqualTo(2);
  }

  @Test
  void histograms_becomeWhatCameSinceTheLastPoint() {
    Processor processor = create(InitialValue.DROP);
    HistogramDataPoint first = histogramPoint(0, 1, 5.5, 1, 1, 1);
    send(processor, histogram("h", CUMULATIVE, first.toBuilder().setMin(1).setMax(3).build()));
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 2, 8, 1, 2, 4)));

    assertThat(next.metricList())
        .containsExactly(histogram("h", DELTA, histogramPoint(1, 2, 2.5, 0, 1, 3)));
  }

  @Test
  void exponentialHistograms_becomeWhatCameSinceTheLastPoint() {
    Processor processor = create(InitialValue.DROP);
    send(processor, exponential("e", CUMULATIVE, exponentialPoint(0, 1, 5, 3, 0, 1, 1, 1)));
    send(processor, exponential("e", CUMULATIVE, exponentialPoint(0, 2, 9, 2, 0, 2, 4)));

    assertThat(next.metricList())
        .containsExactly(exponential("e", DELTA, exponentialPoint(1, 2, 4, 2, 1, 3)));
  }

  @Test
  void whatIsNoCumulativeCounter_isHandedOnAsItCame() {
    Batch batch =
        TestData.metrics(
            TestMetrics.gauge("g", 1),
            TestMetrics.summary("s"),
            sum("d", DELTA, true, point(0, 1, 1)),
            sum("u", CUMULATIVE, false, point(0, 1, 1)),
            histogram("h", DELTA, histogramPoint(0, 1, 1, 1)));
    create(InitialValue.KEEP).consume(batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP, -10, true",
    "KEEP, 10, true",
    "DROP, 10, false",
    "AUTO, -10, false",
    "AUTO, 10, true",
  })
  void firstPoint_isSentAsInitialValueSays(
      InitialValue initialValue, long startAfterCollector, boolean isSent) {
    Metric first = sum("a", CUMULATIVE, true, point(startAfterCollector, 20, 10));
    send(create(initialValue), first);

    assertThat(next.metricList())
        .isEqualTo(
            isSent
                ? List.of(sum("a", DELTA, true, point(startAfterCollector, 20, 10)))
                : List.of());
  }

  @Test
  void auto_dropsFirstPointsWithoutOrWithTheirOwnTimeAsStart() {
    Processor processor = create(InitialValue.AUTO);
    send(processor, sum("a", CUMULATIVE, true, point(20, 20, 10)));
    send(
        processor,
        sum("b", CUMULATIVE, true, point(0, 20, 10).toBuilder().clearStartTimeUnixNano().build()));

    assertThat(next.batches()).isEmpty();
    assertThat(context.losses().items("initial")).isEqualTo(2);
  }

  @Test
  void newStartTime_sendsTheWholeValue() {
    Processor processor = create(InitialValue.DROP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 10)));
    send(processor, sum("a", CUMULATIVE, true, point(2, 3, 12)));
    send(processor, sum("a", CUMULATIVE, true, point(2, 4, 13)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", DELTA, true, point(2, 3, 12)), sum("a", DELTA, true, point(3, 4, 1)));
  }

  @Test
  void valueThatFell_isWhatCameSinceItStartedOver() {
    Processor processor = create(InitialValue.DROP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 10)));
    send(processor, sum("a", CUMULATIVE, true, point(0, 2, 4)));
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 1, 9, 2, 2)));
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 2, 3, 1, 0)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", DELTA, true, point(1, 2, 4)),
            histogram("h", DELTA, histogramPoint(1, 2, 3, 1, 0)));
  }

  @Test
  void latePoint_isDroppedAndChangesNothing() {
    Processor processor = create(InitialValue.DROP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 10)));
    send(processor, sum("a", CUMULATIVE, true, point(0, 3, 20)));
    send(processor, sum("a", CUMULATIVE, true, point(0, 2, 15)));
    send(processor, sum("a", CUMULATIVE, true, point(0, 4, 30)));

    assertThat(next.metricList())
        .containsExactly(
            sum("a", DELTA, true, point(1, 3, 10)), sum("a", DELTA, true, point(3, 4, 10)));
    assertThat(context.losses().items("out_of_order")).isEqualTo(1);
    assertThat(dropped("out_of_order")).isEqualTo(1);
  }

  @Test
  void otherBuckets_areDroppedAndTheBaseOfTheNext() {
    Processor processor = create(InitialValue.DROP);
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 1, 9, 2, 2)));
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 2, 9, 2, 2, 1)));
    send(processor, histogram("h", CUMULATIVE, histogramPoint(0, 3, 10, 3, 2, 1)));

    assertThat(next.metricList())
        .containsExactly(histogram("h", DELTA, histogramPoint(2, 3, 1, 1, 0, 0)));
    assertThat(context.losses().items("bucket_mismatch")).isEqualTo(1);
  }

  @Test
  void pointsWithoutAValue_areDroppedAndThoseThatAreNoNumberPass() {
    NumberDataPoint none = point(0, 1, 3).toBuilder().setFlags(1).build();
    NumberDataPoint nan = point(0, 1, Double.NaN);
    send(create(InitialValue.KEEP), sum("a", CUMULATIVE, true, none, nan));

    assertThat(next.metricList()).containsExactly(sum("a", DELTA, true, nan));
    assertThat(context.losses().items("no_recorded_value")).isEqualTo(1);
  }

  @Test
  void refusedBatch_givesTheSameDeltasWhenItComesAgain() {
    Processor processor = create(InitialValue.DROP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 10)));
    next.refuseForNow(1);
    Metric second = sum("a", CUMULATIVE, true, point(0, 2, 15), point(0, 2, 1, KEY));
    assertThatThrownBy(() -> send(processor, second)).isInstanceOf(RetryableRefusal.class);
    send(processor, second);

    assertThat(next.metricList()).containsExactly(sum("a", DELTA, true, point(1, 2, 5)));
    assertThat(context.losses().items("initial")).isEqualTo(2);
  }

  @Test
  void include_selectsByNameAndType_andExcludeWins() {
    MetricFilter include =
        new MetricFilter(
            List.of("^a"),
            MatchType.REGEXP,
            null,
            List.of(ConvertedType.SUM, ConvertedType.EXPONENTIAL_HISTOGRAM));
    MetricFilter exclude = new MetricFilter(List.of("ab"), MatchType.STRICT, null, List.of());
    Processor processor = create(include, exclude, InitialValue.KEEP);
    send(
        processor,
        sum("aa", CUMULATIVE, true, point(0, 1, 1)),
        sum("ab", CUMULATIVE, true, point(0, 1, 1)),
        sum("b", CUMULATIVE, true, point(0, 1, 1)),
        histogram("ah", CUMULATIVE, histogramPoint(0, 1, 1, 1)));

    assertThat(next.metricList())
        .containsExactly(
            sum("aa", DELTA, true, point(0, 1, 1)),
            sum("ab", CUMULATIVE, true, point(0, 1, 1)),
            sum("b", CUMULATIVE, true, point(0, 1, 1)),
            histogram("ah", CUMULATIVE, histogramPoint(0, 1, 1, 1)));
  }

  @Test
  void stateHandedOver_goesOnWhereItWas() {
    CumulativeToDeltaConfig config = config(null, null, InitialValue.DROP);
    DeltaState state = DeltaState.of(config);
    Metric first = sum("a", CUMULATIVE, true, point(0, 1, 10));
    send(new CumulativeToDeltaProcessor(config, state, context, next), first);
    send(
        new CumulativeToDeltaProcessor(config, state, context, next),
        sum("a", CUMULATIVE, true, point(0, 2, 11)));

    assertThat(next.metricList()).containsExactly(sum("a", DELTA, true, point(1, 2, 1)));
  }

  @Test
  void streams_areCounted() {
    Processor processor = create(InitialValue.KEEP);
    send(processor, sum("a", CUMULATIVE, true, point(0, 1, 1), point(0, 1, 1, KEY)));

    assertThat(context.telemetry().value("otelcol_cumulativetodelta_streams_tracked")).isEqualTo(2);
    assertThat(
            context.telemetry().value("otelcol_cumulativetodelta_datapoints", "metric_type", "sum"))
        .isEqualTo(2);
  }

  @Test
  void deltasOfRandomCounters_addUpToTheirLastValue() {
    Random random = new Random(5);
    Processor processor = create(InitialValue.KEEP);
    long[] values = new long[20];
    for (int second = 1; second < 200; second++) {
      List<NumberDataPoint> points = new ArrayList<>();
      for (int series = 0; series < values.length; series++) {
        if (random.nextInt(3) > 0) {
          values[series] += random.nextInt(1000);
          points.add(point(0, second, values[series], attribute("series", series)));
        }
      }
      send(processor, sum("a", CUMULATIVE, true, points.toArray(NumberDataPoint[]::new)));
    }
    long[] sums = new long[values.length];
    next.metricList().stream()
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .forEach(point ->
            sums[(int) point.getAttributes(0).getValue().getIntValue()] += point.getAsInt());

    long[] sent = new long[values.length];
    System.arraycopy(values, 0, sent, 0, values.length);
    assertThat(sums).isEqualTo(sent);
  }

  @Test
  void problems_areNamed() {
    MetricFilter noType = new MetricFilter(List.of("a"), null, null, List.of());
    MetricFilter noMetrics = new MetricFilter(List.of(), MatchType.STRICT, null, List.of());
    MetricFilter bad = new MetricFilter(List.of("("), MatchType.REGEXP, null, List.of());

    assertThat(TestProblems.of(config(noType, noMetrics, InitialValue.AUTO)).settings())
        .containsExactly("include::match_type", "exclude::metrics");
    assertThat(TestProblems.of(config(bad, null, InitialValue.AUTO)).settings())
        .containsExactly("include::metrics");
    assertThat(
            TestProblems.of(
                    new CumulativeToDeltaConfig(
                        null, null, InitialValue.AUTO, Duration.ofSeconds(-1), 0))
                .settings())
        .containsExactly("max_staleness", "max_streams");
  }

  private static final io.opentelemetry.proto.common.v1.KeyValue KEY = attribute("k", "v");

  private double dropped(String reason) {
    return context
        .telemetry()
        .value("otelcol_cumulativetodelta_datapoints_dropped", "reason", reason);
  }

  private Processor create(InitialValue initialValue) {
    return create(null, null, initialValue);
  }

  /// A processor that began to remember at second 0.
  private Processor create(
      @Nullable MetricFilter include, @Nullable MetricFilter exclude, InitialValue initialValue) {
    CumulativeToDeltaConfig config = config(include, exclude, initialValue);
    assertThat(factory.create(config, Signal.METRICS, context, next)).isNotNull();
    DeltaState state = new DeltaState(DeltaState.of(config).series(), seconds(0));
    return new CumulativeToDeltaProcessor(config, state, context, next);
  }

  private static CumulativeToDeltaConfig config(
      @Nullable MetricFilter include, @Nullable MetricFilter exclude, InitialValue initialValue) {
    return new CumulativeToDeltaConfig(include, exclude, initialValue, Duration.ZERO, 1000);
  }

  private static void send(Processor processor, Metric... metrics) {
    processor.consume(TestData.metrics(metrics));
  }
}
