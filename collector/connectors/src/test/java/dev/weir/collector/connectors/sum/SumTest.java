package dev.weir.collector.connectors.sum;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.tally.DimensionConfig;
import dev.weir.collector.testkit.ConnectorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTest extends ConnectorContract<SumConfig> {
  private final RecordingConsumer next = new RecordingConsumer();

  SumTest() {
    super(new SumFactory());
  }

  @Override
  protected String whyItemsAreNotKept() {
    return "sums items";
  }

  @Test
  void numbersAndTexts_areAddedByTheirAttributes() {
    consume(
        logs("pay", "by", "how"),
        TestData.logs(
            log("1", attribute("pay", 2), attribute("by", "x"), attribute("how", 5)),
            log("2", attribute("pay", 1.5), attribute("by", "x"), attribute("how", 5)),
            log("3", attribute("pay", "1e1"), attribute("by", "y"), attribute("how", "5")),
            log("4", attribute("pay", 100), attribute("by", "y"))));

    assertThat(points())
        .extracting(NumberDataPoint::getAsDouble, NumberDataPoint::getAttributesList)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                3.5, List.of(attribute("by", "x"), attribute("how", "5"))),
            org.assertj.core.groups.Tuple.tuple(
                10.0, List.of(attribute("by", "y"), attribute("how", "5"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1d", " 1", "NaN", "Infinity", "1e999", "0x"})
  void whatIsNoNumber_isLeftOut(String text) {
    consume(logs("pay"), TestData.logs(log("1", attribute("pay", text)), log("2")));

    assertThat(next.calls()).isZero();
  }

  @Test
  void spansEventsAndPoints_areAdded() {
    SumConfig config =
        new SumConfig(
            Map.of("s", info("n")),
            Map.of("e", info("n")),
            Map.of(),
            Map.of("d", info("n")),
            Map.of());
    Span.Event event = Span.Event.newBuilder().addAttributes(attribute("n", 7)).build();
    consume(
        config,
        TestData.spans(
            span("1", 1, attribute("n", 1)).toBuilder().addEvents(event).addEvents(event).build(),
            span("2", 2, attribute("n", -4))));
    consume(
        config,
        TestData.metrics(
            TestMetrics.sum("a", 1, attribute("n", 3)),
            TestMetrics.summary("b", attribute("n", 4))));

    assertThat(next.metricNames()).containsExactly("s", "e", "d");
    assertThat(points()).extracting(NumberDataPoint::getAsDouble).containsExactly(-3.0, 14.0, 7.0);
  }

  @Test
  void conditions_chooseWhatIsAdded() {
    MetricInfo info = new MetricInfo("", List.of("attributes[\"ok\"] == true"), List.of(), "n");
    consume(
        new SumConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of("t", info)),
        TestData.logs(
            log("1", attribute("n", 1), attribute("ok", true)), log("2", attribute("n", 2))));

    assertThat(points()).extracting(NumberDataPoint::getAsDouble).containsExactly(1.0);
  }

  @Test
  void conditions_mayCallConverters() {
    MetricInfo info = new MetricInfo("", List.of("Len(Split(body, \",\")) == 2"), List.of(), "n");
    consume(
        new SumConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of("t", info)),
        TestData.logs(log("a,b", attribute("n", 1)), log("a", attribute("n", 2))));

    assertThat(points()).extracting(NumberDataPoint::getAsDouble).containsExactly(1.0);
  }

  @Test
  void problems_areNamed() {
    MetricInfo conditional = new MetricInfo("", List.of("nme == 1"), List.of(), "a");
    SumConfig config =
        new SumConfig(Map.of("", info("")), Map.of(), Map.of(), Map.of("c", conditional), Map.of());

    assertThat(TestProblems.of(config).settings())
        .containsExactlyInAnyOrder("spans", "spans::source_attribute", "datapoints::c::conditions");
  }

  private List<NumberDataPoint> points() {
    return next.metricList().stream()
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .toList();
  }

  private static SumConfig logs(String source, String... dimensions) {
    MetricInfo info =
        new MetricInfo(
            "",
            List.of(),
            Arrays.stream(dimensions).map(key -> new DimensionConfig(key, null)).toList(),
            source);
    return new SumConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of("total", info));
  }

  private static MetricInfo info(String source) {
    return new MetricInfo("", List.of(), List.of(), source);
  }

  private void consume(SumConfig config, Batch batch) {
    TestContext context = new TestContext("sum").pipeline(Signal.METRICS, "metrics", next);
    factory.create(config, batch.signal(), context).consume(batch);
  }
}
