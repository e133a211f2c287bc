package dev.weir.collector.processors.filter;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.helper.matching.AttributeCondition;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterProcessorTest extends ProcessorContract<FilterConfig> {
  final RecordingConsumer next = new RecordingConsumer();
  final TestContext context = new TestContext("filter");

  FilterProcessorTest() {
    super(new FilterFactory());
  }

  @Override
  protected FilterConfig config() {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of("span.attributes[\"item\"] == 1"),
        List.of("datapoint.attributes[\"item\"] == 1"),
        List.of("log.attributes[\"item\"] == 1"),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void spanForWhichAConditionIsTrue_isDropped() {
    consume(
        traces("span.name == \"b\"", "span.name == \"c\""),
        TestData.spans(span("a", 1), span("b", 2), span("c", 3)));

    assertThat(next.spanNames()).containsExactly("a");
    assertThat(next.items()).isEqualTo(1);
    assertThat(context.losses().items("filtered")).isEqualTo(2);
  }

  @Test
  void conditions_mayCallConverters() {
    consume(
        traces(
            "IsRootSpan() and IsMatch(ToUpperCase(span.name), \"^A\")",
            "Hex(SHA1(span.name)) == Hex(SHA1(\"b\"))"),
        TestData.spans(span("ab", 1), span("b", 2), span("c", 3)));

    assertThat(next.spanNames()).containsExactly("c");
  }

  @Test
  void nothingDropped_theVeryBatchIsHandedOn() {
    Batch batch = TestData.spans(span("a", 1));
    consume(traces("span.name == \"b\""), batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void everythingDropped_nothingIsHandedOn() {
    consume(traces("span.name != \"b\""), TestData.spans(span("a", 1), span("c", 1)));

    assertThat(next.batches()).isEmpty();
    assertThat(context.losses().items("filtered")).isEqualTo(2);
  }

  @Test
  void resourceLeftEmpty_isDropped() {
    Batch given =
        TestData.batch(
            TestData.spansRequest(resource("shop"), span("a", 1)).toBuilder()
                .mergeFrom(TestData.spansRequest(resource("cart"), span("b", 2)))
                .build());
    consume(traces("span.name == \"a\""), given);

    assertThat(next.traces())
        .containsExactly(TestData.spansRequest(resource("cart"), span("b", 2)));
  }

  @Test
  void resourceForWhichAConditionIsTrue_isDroppedWhole() {
    Batch given =
        TestData.batch(
            TestData.spansRequest(resource("shop"), span("a", 1)).toBuilder()
                .mergeFrom(TestData.spansRequest(resource("cart"), span("b", 2), span("c", 2)))
                .build());
    consume(traces("resource.attributes[\"service.name\"] == \"cart\""), given);

    assertThat(next.spanNames()).containsExactly("a");
    assertThat(context.losses().items("filtered")).isEqualTo(2);
  }

  @Test
  void spanWhoseEventsAreAllDropped_stays() {
    Span given = span("a", 1).toBuilder().addEvents(Span.Event.newBuilder().setName("x")).build();
    consume(
        older(new FilterConfig.Traces(List.of(), List.of(), List.of("name == \"x\""))),
        TestData.spans(given));

    assertThat(next.spans()).containsExactly(span("a", 1));
    assertThat(context.losses().items()).isZero();
  }

  @Test
  void olderConditions_ofSeveralContexts_dropEach() {
    consume(
        older(
            new FilterConfig.Traces(
                List.of("attributes[\"service.name\"] == \"load\""),
                List.of("attributes[\"http.route\"] == \"/healthz\""),
                List.of())),
        TestData.batch(
            TestData.spansRequest(
                    resource("shop"),
                    span("a", 1, attribute("http.route", "/healthz")),
                    span("b", 1, attribute("http.route", "/")))
                .toBuilder()
                .mergeFrom(TestData.spansRequest(resource("load"), span("c", 2)))
                .build()));

    assertThat(next.spanNames()).containsExactly("b");
  }

  @Test
  void dataPoint_isDroppedAndAMetricWithoutAnyWithIt() {
    Batch given = TestData.batch(Signal.METRICS, 3);
    int metrics = given.items();
    consume(
        new FilterConfig(
            ErrorMode.IGNORE,
            List.of(),
            List.of(Map.of("context", "datapoint", "conditions", List.of("true == true"))),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null),
        given);

    assertThat(next.batches()).isEmpty();
    assertThat(context.losses().items("filtered")).isEqualTo(metrics);
  }

  @Test
  void hasAttrOnDatapoint_looksAtThePointsOfAMetric() {
    Metric one = gauge("one", "k", "v");
    Metric two = gauge("two", "k", "w");
    Metric three = gauge("three", "l", "v");
    consume(
        metricConditions("HasAttrOnDatapoint(\"k\", \"v\")"), TestData.metrics(one, two, three));
    assertThat(next.metricNames()).containsExactly("two", "three");
    consume(metricConditions("HasAttrKeyOnDatapoint(\"k\")"), TestData.metrics(one, two, three));
    assertThat(next.metricNames()).containsExactly("two", "three", "three");
  }

  @Test
  void includeAndExclude_ofMetrics() {
    FilterConfig config =
        new FilterConfig(
            ErrorMode.IGNORE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            new FilterConfig.Metrics(
                List.of(),
                List.of(),
                List.of(),
                new MetricMatch("regexp", null, List.of("^t"), List.of(), List.of()),
                new MetricMatch("strict", null, List.of("two"), List.of(), List.of()),
                null),
            null,
            null,
            null);
    consume(
        config,
        TestData.metrics(gauge("one", "k", "v"), gauge("two", "k", "v"), gauge("three", "k", "v")));

    assertThat(next.metricNames()).containsExactly("three");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "MetricName == \"one\"; one",
        "MetricName != 'one' && Label(\"k\") == \"v\"; two",
        "HasLabel(\"other\") or MetricName matches '^tw'; two three",
        "not (HasLabel('k')); three",
        "!HasLabel('k') || Label('k') in ['a', \"v\"]; one two three",
        "MetricName not in ['one', 'two']; three",
        "MetricName startsWith 't' and MetricName endsWith 'o' and MetricName contains 'w'; two",
        "Label('none') == '' and true and not false; one two three"
      })
  void expressions_matchMetricsByTheirPoints(String expression, String included) {
    MetricMatch match = new MetricMatch("expr", null, List.of(), List.of(expression), List.of());
    Batch batch =
        TestData.metrics(
            gauge("one", "k", "v"), gauge("two", "k", "v"), gauge("three", "other", "v"));
    consume(metrics(match, null), batch);
    List<String> expected = List.of(included.split(" "));
    assertThat(next.metricNames()).isEqualTo(expected);

    RecordingConsumer others = new RecordingConsumer();
    factory.create(metrics(null, match), Signal.METRICS, context, others).consume(batch);
    assertThat(others.metricNames()).doesNotContainAnyElementsOf(expected);
    assertThat(others.metricNames().size() + expected.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MetricName = 'a'",
        "MetricName",
        "Label('a') + 'b' == 'c'",
        "len(MetricName) == 1",
        "MetricName matches '('",
        "(MetricName == 'a'",
        "MetricName == \"a",
        ""
      })
  void expressionThatIsNotKnown_isAProblem(String expression) {
    MetricMatch match = new MetricMatch("expr", null, List.of(), List.of(expression), List.of());
    TestProblems problems = TestProblems.of(match);
    assertThat(problems.settings()).containsExactly("expressions::0");
    assertThat(problems.messages()).singleElement().asString().contains("expected");
  }

  @Test
  void conditionOnTheResourceAmongThoseOnSpans_decidesForAllOfThem() {
    FilterConfig config =
        traces(
            "resource.attributes[\"service.name\"] == \"shop\" and scope.name != \"x\"",
            "span.name == \"b\"");
    consume(config, TestData.batch(TestData.spansRequest(resource("shop"), span("a", 1))));
    assertThat(next.batches()).isEmpty();
    assertThat(context.losses().items("filtered")).isEqualTo(1);

    consume(
        config,
        TestData.batch(TestData.spansRequest(resource("cart"), span("a", 1), span("b", 2))));
    assertThat(next.spanNames()).containsExactly("a");
  }

  @Test
  void conditionOnTheResourceAmongThoseOnEvents_leavesTheSpans() {
    Span given = span("a", 1).toBuilder().addEvents(Span.Event.newBuilder().setName("e")).build();
    FilterConfig config =
        older(
            new FilterConfig.Traces(
                List.of(),
                List.of(),
                List.of("resource.attributes[\"service.name\"] == \"shop\"")));
    consume(config, TestData.batch(TestData.spansRequest(resource("shop"), given)));
    assertThat(next.spans()).containsExactly(given.toBuilder().clearEvents().build());
  }

  @Test
  void includeAndExclude_ofLogs() {
    FilterConfig config =
        logs(
            new LogMatch(
                MatchType.STRICT,
                List.of(),
                List.of(new AttributeCondition("k", "v")),
                List.of(),
                new LogMatch.Severity("info", false),
                List.of()),
            new LogMatch(
                MatchType.REGEXP, List.of(), List.of(), List.of(), null, List.of("^secret")));
    LogRecord.Builder info =
        log("a", attribute("k", "v")).toBuilder()
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO);
    consume(
        config,
        TestData.logs(
            info.build(),
            info.clone().setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_DEBUG).build(),
            info.clone().setBody(TestData.value("secret b")).build(),
            info.clone().clearAttributes().build()));

    assertThat(next.logRecords()).containsExactly(info.build());
  }

  @Test
  void oldestForm_ofSpans() {
    MatchConfig names =
        new MatchConfig(
            MatchType.STRICT,
            null,
            List.of(),
            List.of("a"),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    FilterConfig config =
        new FilterConfig(
            ErrorMode.IGNORE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            new FilterConfig.Spans(null, names));
    consume(config, TestData.spans(span("a", 1), span("b", 1)));

    assertThat(next.spanNames()).containsExactly("b");
  }

  @Test
  void failingCondition_countsAsFalse_orRefusesForGoodIfErrorsPropagate() {
    String condition = "span.attributes[\"a\"][\"b\"] == 1";
    Batch batch = TestData.spans(span("a", 1, attribute("a", 1)));
    consume(traces(condition), batch);
    assertThat(next.batches()).containsExactly(batch);

    FilterConfig config =
        new FilterConfig(
            ErrorMode.PROPAGATE,
            List.of(condition),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null);
    assertThatThrownBy(() -> consume(config, batch)).isInstanceOf(PermanentRefusal.class);
  }

  @Test
  void problems_nameTheSettings() {
    TestProblems problems =
        TestProblems.of(
            older(
                new FilterConfig.Traces(
                    List.of("nam == 1"), List.of("name = 1", "name == "), List.of())));
    assertThat(problems.settings())
        .contains("traces::resource::0", "traces::span::0", "traces::span::1");
  }

  private void consume(FilterConfig config, Batch batch) {
    assertThat(TestProblems.of(config).messages()).isEmpty();
    factory.create(config, batch.signal(), context, next).consume(batch);
  }

  private static Metric gauge(String name, String key, String value) {
    Metric.Builder metric = Metric.newBuilder().setName(name);
    metric.getGaugeBuilder().addDataPointsBuilder().addAttributes(attribute(key, value));
    return metric.build();
  }

  private static FilterConfig traces(Object... conditions) {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of(conditions),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  private static FilterConfig metricConditions(String condition) {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new FilterConfig.Metrics(List.of(), List.of(condition), List.of(), null, null, null),
        null,
        null,
        null);
  }

  private static FilterConfig metrics(
      @Nullable MetricMatch include, @Nullable MetricMatch exclude) {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new FilterConfig.Metrics(List.of(), List.of(), List.of(), include, exclude, null),
        null,
        null,
        null);
  }

  private static FilterConfig older(FilterConfig.Traces traces) {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        traces,
        null,
        null,
        null,
        null);
  }

  private static FilterConfig logs(@Nullable LogMatch include, @Nullable LogMatch exclude) {
    return new FilterConfig(
        ErrorMode.IGNORE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        new FilterConfig.Logs(List.of(), List.of(), include, exclude),
        null,
        null);
  }
}
