package dev.weir.collector.connectors.count;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
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
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountTest extends ConnectorContract<CountConfig> {
  private final RecordingConsumer next = new RecordingConsumer();

  CountTest() {
    super(new CountFactory());
  }

  @Override
  protected String whyItemsAreNotKept() {
    return "counts items";
  }

  @Test
  void withoutSettings_countsSpansAndEventsOfEachResource() {
    Span.Event event = Span.Event.newBuilder().setName("e").build();
    ExportTraceServiceRequest two =
        TestData.spansRequest(
                resource("a"),
                span("1", 1).toBuilder().addEvents(event).addEvents(event).build(),
                span("2", 2))
            .toBuilder()
            .mergeFrom(TestData.spansRequest(resource("b"), span("3", 3)))
            .build();
    consume(factory.defaultConfig(), TestData.batch(two));

    assertThat(counts())
        .containsExactly(
            "trace.span.count{}=2", "trace.span.event.count{}=2", "trace.span.count{}=1");
    assertThat(next.resources()).containsExactly(resource("a"), resource("b"));
    Metric first = next.metricList().getFirst();
    assertThat(first.getDescription()).isEqualTo("The number of spans observed.");
    assertThat(first.getSum().getIsMonotonic()).isTrue();
    assertThat(first.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    assertThat(
            next.metrics().getFirst().getResourceMetrics(0).getScopeMetrics(0).getScope().getName())
        .isEqualTo(
            "github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector");
  }

  @Test
  void withoutSettings_countsMetricsPointsLogsAndProfiles() {
    consume(
        factory.defaultConfig(), TestData.metrics(TestMetrics.ofEachType().toArray(Metric[]::new)));
    consume(factory.defaultConfig(), TestData.logs(log("a"), log("b")));
    consume(factory.defaultConfig(), TestData.batch(TestData.profilesRequest(resource("a"), 5)));

    assertThat(counts())
        .containsExactly(
            "metric.count{}=5",
            "metric.datapoint.count{}=5",
            "log.record.count{}=2",
            "profile.count{}=1");
  }

  @Test
  void attributes_splitTheCount() {
    CountConfig config =
        logs("n", new DimensionConfig("env", "none"), new DimensionConfig("code", null));
    consume(
        config,
        TestData.logs(
            log("1", attribute("env", "prod"), attribute("code", 200)),
            log("2", attribute("code", 200), attribute("env", "prod")),
            log("3", attribute("code", 404)),
            log("4", attribute("env", "prod"))));

    assertThat(counts()).containsExactly("n{code=200, env=prod}=2", "n{code=404, env=none}=1");
    assertThat(next.metricList().getFirst().getSum().getDataPoints(0).getAttributesList())
        .containsExactly(attribute("env", "prod"), attribute("code", 200));
  }

  @Test
  void attributes_areFoundInTheResourceToo() {
    consume(
        logs("n", new DimensionConfig("service.name", null)),
        TestData.logs(log("1"), log("2", attribute("service.name", "own"))));

    assertThat(counts()).containsExactly("n{service.name=shop}=1", "n{service.name=own}=1");
  }

  @Test
  void attributesOfMaps_areKept() {
    consume(
        logs("n", new DimensionConfig("m", null)),
        TestData.logs(log("1", attribute("m", Map.of("k", List.of(1))))));

    assertThat(next.metricList().getFirst().getSum().getDataPoints(0).getAttributesList())
        .containsExactly(attribute("m", Map.of("k", List.of(1))));
  }

  @Test
  void nothingCounted_handsOnNothing() {
    consume(logs("n", new DimensionConfig("zzz", null)), TestData.logs(log("1")));

    assertThat(next.calls()).isZero();
  }

  @Test
  void numberOrEmptyTextAsDefault() {
    consume(
        logs("n", new DimensionConfig("code", 7), new DimensionConfig("b", 0.5)),
        TestData.logs(log("1")));
    consume(logs("n", new DimensionConfig("code", "")), TestData.logs(log("1")));

    assertThat(next.metricList()).hasSize(1);
    assertThat(next.metricList().getFirst().getSum().getDataPoints(0).getAttributesList())
        .containsExactly(attribute("code", 7), attribute("b", 0.5));
  }

  @Test
  void conditions_chooseItemsOfEveryKind() {
    Span.Event event =
        Span.Event.newBuilder().setName("e").addAttributes(attribute("n", 7)).build();
    CountConfig config =
        new CountConfig(
            Map.of("s", when("name == \"a\"", "attributes[\"n\"] == 1")),
            Map.of("e", when("span.name == \"a\" and attributes[\"n\"] == 7")),
            Map.of("m", when("name == \"sum\"")),
            Map.of("d", when("metric.name == \"sum\" and attributes[\"n\"] == 3")),
            Map.of("l", when("severity_number >= SEVERITY_NUMBER_INFO", "false")),
            Map.of());
    consume(
        config,
        TestData.spans(
            span("a", 1).toBuilder().addEvents(event).build(),
            span("b", 2, attribute("n", 1)).toBuilder().addEvents(event).build(),
            span("c", 3, attribute("n", 2))));
    consume(
        config, TestData.metrics(TestMetrics.ofEachType(attribute("n", 3)).toArray(Metric[]::new)));
    consume(config, TestData.logs(log("1"), log("2").toBuilder().clearSeverityNumber().build()));

    assertThat(counts()).containsExactly("s{}=2", "e{}=1", "m{}=1", "d{}=1", "l{}=1");
  }

  @Test
  void conditions_mayCallConverters() {
    CountConfig config =
        new CountConfig(
            Map.of("s", when("IsRootSpan() and IsMatch(ToUpperCase(name), \"^A\")")),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("l", when("Len(Split(body, \",\")) == 2")),
            Map.of());
    consume(config, TestData.spans(span("ab", 1), span("ba", 2)));
    consume(config, TestData.logs(log("a,b"), log("a"), log("b,c")));

    assertThat(counts()).contains("s{}=1", "l{}=2");
  }

  @Test
  void conditionsThatFail_doNotCountTheItem() {
    CountConfig config =
        new CountConfig(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("n", when("1 / attributes[\"n\"] == 1", "attributes[\"n\"] == 5")),
            Map.of());
    consume(
        config,
        TestData.logs(
            log("1", attribute("n", 0)), log("2", attribute("n", 1)), log("3", attribute("n", 5))));

    assertThat(counts()).containsExactly("n{}=2");
  }

  @Test
  void dataPointsOfAllTypes_areSplitByTheirAttributes() {
    CountConfig config =
        new CountConfig(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("d", new MetricInfo("", List.of(), List.of(new DimensionConfig("k", null)))),
            Map.of(),
            Map.of());
    consume(
        config,
        TestData.metrics(TestMetrics.ofEachType(attribute("k", "v")).toArray(Metric[]::new)));

    assertThat(counts()).containsExactly("metric.count{}=5", "d{k=v}=5");
  }

  private static MetricInfo when(String... conditions) {
    return new MetricInfo("", List.of(conditions), List.of());
  }

  @Test
  void problems_areNamed() {
    MetricInfo conditional = new MetricInfo("", List.of("nme == 1"), List.of());
    MetricInfo split =
        new MetricInfo("", List.of(), List.of(new DimensionConfig("", new Object())));
    CountConfig config =
        new CountConfig(
            Map.of("", MetricInfo.defaults()),
            Map.of(),
            Map.of("m", split),
            Map.of("c", conditional),
            Map.of(),
            Map.of());

    assertThat(TestProblems.of(config).settings())
        .containsExactlyInAnyOrder(
            "spans",
            "metrics::m",
            "metrics::m::attributes::0::key",
            "metrics::m::attributes::0::default_value",
            "datapoints::c::conditions");
  }

  /// What arrived, such as `name{key=value}=3`.
  private List<String> counts() {
    return next.metricList().stream()
        .flatMap(metric ->
            metric.getSum().getDataPointsList().stream()
                .map(point -> {
                  Map<String, Object> labels = new TreeMap<>();
                  point
                      .getAttributesList()
                      .forEach(each ->
                          labels.put(
                              each.getKey(),
                              each.getValue().hasIntValue()
                                  ? each.getValue().getIntValue()
                                  : each.getValue().getStringValue()));
                  return metric.getName() + labels + "=" + point.getAsInt();
                }))
        .toList();
  }

  private static CountConfig logs(String name, DimensionConfig... dimensions) {
    return new CountConfig(
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(name, new MetricInfo("", List.of(), Arrays.asList(dimensions))),
        Map.of());
  }

  private void consume(CountConfig config, Batch batch) {
    TestContext context = new TestContext("count").pipeline(Signal.METRICS, "metrics", next);
    factory.create(config, batch.signal(), context).consume(batch);
  }
}
