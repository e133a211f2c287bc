package dev.weir.collector.connectors.signaltometrics;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static dev.weir.collector.testkit.TestData.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.testkit.ConnectorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalToMetricsTest extends ConnectorContract<SignalToMetricsConfig> {
  private static final KeyValue INSTANCE =
      attribute("signal_to_metrics.service.instance.id", "test-instance");

  private final RecordingConsumer next = new RecordingConsumer();
  private final TestContext context =
      new TestContext("signal_to_metrics").pipeline(Signal.METRICS, "metrics", next);

  SignalToMetricsTest() {
    super(new SignalToMetricsFactory());
  }

  @Override
  protected SignalToMetricsConfig config() {
    List<MetricConfig> one = List.of(sum("n", "1"));
    return new SignalToMetricsConfig(one, one, one, one, ErrorMode.PROPAGATE);
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("");
  }

  @Override
  protected String whyItemsAreNotKept() {
    return "makes metrics of items";
  }

  @Test
  void sum_addsWhatTheExpressionGives_byTheAttributes() {
    consume(
        spans(with(sum("n", "attributes[\"n\"] * 2"), key("k"), key("a"))),
        TestData.spans(
            span("1", 1, attribute("n", 1), attribute("k", "x"), attribute("a", true)),
            span("2", 2, attribute("a", true), attribute("k", "x"), attribute("n", 5)),
            span("3", 3, attribute("n", 4), attribute("k", "y"), attribute("a", true)),
            span("4", 4, attribute("n", 100), attribute("k", "x"))));

    assertThat(points()).containsExactly("n{a=true, k=x}=12", "n{a=true, k=y}=8");
    Metric made = next.metricList().getFirst();
    assertThat(made.getDescription()).isEqualTo("what");
    assertThat(made.getUnit()).isEqualTo("u");
    assertThat(made.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    assertThat(made.getSum().getIsMonotonic()).isFalse();
    assertThat(made.getSum().getDataPoints(0).getTimeUnixNano()).isGreaterThan(TestData.TIME);
    assertThat(next.resources())
        .containsExactly(resource("shop").toBuilder().addAttributes(INSTANCE).build());
    assertThat(
            next.metrics().getFirst().getResourceMetrics(0).getScopeMetrics(0).getScope().getName())
        .isEqualTo(
            "github.com/open-telemetry/opentelemetry-collector-contrib/connector/signaltometricsconnector");
  }

  @Test
  void sum_isOfDoublesFromTheFirstOneOn_andWhenWholeNumbersOverflow() {
    consume(
        logs(sum("n", "attributes[\"n\"]")),
        TestData.logs(
            log("", attribute("n", 1)), log("", attribute("n", 0.5)), log("", attribute("n", 2))));
    consume(
        logs(sum("n", "attributes[\"n\"]")),
        TestData.logs(
            log("", attribute("n", Long.MAX_VALUE)), log("", attribute("n", Long.MAX_VALUE))));

    assertThat(points()).containsExactly("n{}=3.5", "n{}=1.8446744073709552E19");
  }

  @Test
  void monotonicSum_saysSo() {
    consume(
        logs(metric("n", null, null, new MetricConfig.Sum("1", true), null)),
        TestData.logs(log("a")));

    assertThat(next.metricList().getFirst().getSum().getIsMonotonic()).isTrue();
  }

  @Test
  void attributes_mayBeOptionalOrHaveADefault() {
    AttributeConfig optional = new AttributeConfig("o", "", true, null);
    AttributeConfig otherwise = new AttributeConfig("d", "", false, 7);
    AttributeConfig empty = new AttributeConfig("e", "", false, "");
    consume(
        logs(with(sum("n", "1"), optional, otherwise, empty)),
        TestData.logs(log("1"), log("2", attribute("o", "x"), attribute("d", 8))));

    assertThat(points()).containsExactly("n{d=7, e=}=1", "n{d=8, e=, o=x}=1");
  }

  @Test
  void keysExpression_givesTheKeysAtRunTime() {
    AttributeConfig keys = new AttributeConfig("", "attributes[\"keys\"]", false, "none");
    consume(
        logs(with(sum("n", "1"), keys)),
        TestData.logs(
            log("1", attribute("keys", List.of("b", "a")), attribute("a", 1)),
            log("2"),
            log("3", attribute("keys", List.of("a", "b", "a")), attribute("a", 1))));

    assertThat(points()).containsExactly("n{a=1, b=none}=2", "n{}=1");
  }

  @Test
  void resourcesWithTheSameIncludedAttributes_shareTheirMetrics() {
    MetricConfig some =
        new MetricConfig(
            "n",
            "",
            "",
            List.of(key("team"), new AttributeConfig("env", "", false, "dev"), key("missing")),
            List.of(),
            List.of(),
            null,
            null,
            new MetricConfig.Sum("1", false),
            null);
    consume(
        logs(some, sum("all", "1")),
        TestData.batch(
            TestData.logsRequest(
                    resource("a", attribute("env", "prod"), attribute("team", "t")), log("1"))
                .toBuilder()
                .mergeFrom(TestData.logsRequest(resource("b", attribute("team", "t")), log("2")))
                .mergeFrom(
                    TestData.logsRequest(
                        resource("c", attribute("team", "t"), attribute("env", "prod")),
                        log("3"),
                        log("4")))
                .build()));

    assertThat(points())
        .containsExactlyInAnyOrder("n{}=3", "n{}=1", "all{}=1", "all{}=1", "all{}=2");
    assertThat(next.resources())
        .hasSize(5)
        .anySatisfy(made ->
            assertThat(made.getAttributesList())
                .containsExactlyInAnyOrder(
                    attribute("env", "prod"), attribute("team", "t"), INSTANCE));
  }

  @Test
  void idOfAnotherCollector_isReplaced() {
    KeyValue other = attribute("signal_to_metrics.service.instance.id", "other");
    consume(
        logs(sum("n", "1")), TestData.batch(TestData.logsRequest(resource("a", other), log("1"))));

    assertThat(next.resources().getFirst().getAttributesList())
        .contains(INSTANCE)
        .doesNotContain(other);
  }

  @Test
  void conditions_oneHasToHold() {
    MetricConfig conditional =
        when(
            sum("n", "1"),
            "IsMatch(span.name, \"^a\") and kind == SPAN_KIND_SERVER",
            "resource.attributes[\"service.name\"] == \"none\"",
            "Len(name) == 3");
    consume(
        spans(conditional),
        TestData.spans(
            span("ab", 1), span("b", 2), span("bbb", 3), internal("ab"), internal("abc")));

    assertThat(points()).containsExactly("n{}=3");
  }

  @Test
  void histogram_countsInBuckets() {
    MetricConfig.Histogram buckets =
        new MetricConfig.Histogram(
            List.of(0.0, 1.0, 10.0), "attributes[\"c\"]", "attributes[\"n\"]");
    consume(
        logs(metric("h", buckets, null, null, null)),
        TestData.logs(
            log("", attribute("n", -0.0), attribute("c", 1)),
            log("", attribute("n", 1), attribute("c", 2)),
            log("", attribute("n", 1.5), attribute("c", 3.9)),
            log("", attribute("n", 11), attribute("c", 1)),
            log("", attribute("n", 11), attribute("c", 0))));

    HistogramDataPoint point = next.metricList().getFirst().getHistogram().getDataPoints(0);
    assertThat(point.getBucketCountsList()).containsExactly(1L, 2L, 3L, 1L);
    assertThat(point.getExplicitBoundsList()).containsExactly(0.0, 1.0, 10.0);
    assertThat(point.getCount()).isEqualTo(7);
    assertThat(point.getSum()).isEqualTo(2 + 4.5 + 11);
    assertThat(next.metricList().getFirst().getHistogram().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
  }

  @Test
  void histogramWithoutBuckets_hasTheUsualOnes() {
    consume(
        spans(
            metric(
                "h",
                new MetricConfig.Histogram(List.of(), "", "Milliseconds(end_time - start_time)"),
                null,
                null,
                null)),
        TestData.spans(
            span("a", 1).toBuilder()
                .setStartTimeUnixNano(0)
                .setEndTimeUnixNano(7_000_000)
                .build()));

    HistogramDataPoint point = next.metricList().getFirst().getHistogram().getDataPoints(0);
    assertThat(point.getExplicitBoundsList()).hasSize(16).startsWith(2.0).endsWith(15000.0);
    assertThat(point.getBucketCounts(3)).isEqualTo(1);
    assertThat(point.getSum()).isEqualTo(7);
  }

  @Test
  void exponentialHistogram_holdsRandomValuesInTheirBuckets() {
    Random random = new Random(5);
    double[] values =
        IntStream.range(0, 500).mapToDouble(i -> random.nextGaussian() * 50).toArray();
    values[7] = 0;
    consume(
        logs(
            metric(
                "e",
                null,
                new MetricConfig.ExponentialHistogram(20, "", "attributes[\"n\"]"),
                null,
                null)),
        TestData.logs(
            Arrays.stream(values)
                .mapToObj(each -> log("", attribute("n", each)))
                .toArray(io.opentelemetry.proto.logs.v1.LogRecord[]::new)));

    ExponentialHistogramDataPoint point =
        next.metricList().getFirst().getExponentialHistogram().getDataPoints(0);
    double base = Math.pow(2, Math.pow(2, -point.getScale()));
    TreeMap<Integer, Long> expected =
        Arrays.stream(values)
            .filter(each -> each > 0)
            .mapToObj(each -> (int) Math.ceil(Math.log(each) / Math.log(base)) - 1)
            .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    TreeMap<Integer, Long> found = new TreeMap<>();
    for (int i = 0; i < point.getPositive().getBucketCountsCount(); i++) {
      if (point.getPositive().getBucketCounts(i) > 0) {
        found.put(point.getPositive().getOffset() + i, point.getPositive().getBucketCounts(i));
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(point.getPositive().getBucketCountsCount()).isBetween(8, 20);
    assertThat(point.getZeroCount()).isEqualTo(1);
    assertThat(point.getCount()).isEqualTo(500);
    assertThat(point.getSum()).isCloseTo(Arrays.stream(values).sum(), within(1e-6));
    assertThat(point.getMin()).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(point.getMax()).isEqualTo(Arrays.stream(values).max().orElseThrow());
  }

  @Test
  void gauge_keepsTheLastValueThatIsThere() {
    String used = "ExtractGrokPatterns(body, \"used %{NUMBER:mb:int}MB\")[\"mb\"]";
    consume(
        logs(gauge("g", used), gauge("nil", "attributes[\"none\"]")),
        TestData.logs(log("used 5MB"), log("used 7MB"), log("free 9MB")));

    assertThat(points()).containsExactly("g{}=7");
  }

  @Test
  void dataPointsOfAllTypes_areSplitByTheirAttributes() {
    consume(
        new SignalToMetricsConfig(
            List.of(),
            List.of(with(when(sum("d", "1"), "metric.name != \"none\""), key("k"))),
            List.of(),
            List.of(),
            ErrorMode.PROPAGATE),
        TestData.metrics(TestMetrics.ofEachType(attribute("k", "v")).toArray(Metric[]::new)));

    assertThat(points()).containsExactly("d{k=v}=5");
  }

  @Test
  void profiles_haveTheAttributesOfTheDictionary() {
    ProfilesDictionary dictionary =
        ProfilesDictionary.newBuilder()
            .addStringTable("")
            .addStringTable("k")
            .addStringTable("r")
            .addStringTable("text")
            .addAttributeTable(KeyValueAndUnit.getDefaultInstance())
            .addAttributeTable(KeyValueAndUnit.newBuilder().setKeyStrindex(1).setValue(value("v")))
            .addAttributeTable(
                KeyValueAndUnit.newBuilder()
                    .setKeyStrindex(2)
                    .setValue(AnyValue.newBuilder().setStringValueStrindex(3)))
            .build();
    ScopeProfiles profiles =
        ScopeProfiles.newBuilder()
            .addProfiles(
                Profile.newBuilder()
                    .setDurationNano(5)
                    .addAttributeIndices(1)
                    .addAttributeIndices(2))
            .addProfiles(Profile.newBuilder().setDurationNano(9).addAttributeIndices(99))
            .build();
    consume(
        new SignalToMetricsConfig(
            List.of(),
            List.of(),
            List.of(),
            List.of(with(sum("p", "duration_unix_nano"), key("k"), key("r")), sum("all", "1")),
            ErrorMode.PROPAGATE),
        TestData.batch(
            ExportProfilesServiceRequest.newBuilder()
                .setDictionary(dictionary)
                .addResourceProfiles(
                    ResourceProfiles.newBuilder()
                        .setResource(resource("shop"))
                        .addScopeProfiles(profiles))
                .build()));

    assertThat(points()).containsExactly("p{k=v, r=text}=5", "all{}=2");
    assertThat(next.resources().getFirst().getAttributesList())
        .containsAll(resource("shop").getAttributesList());
  }

  @Test
  void definitionsOfOneMetric_addToIt() {
    consume(
        logs(
            when(sum("n", "1"), "body == \"a\""),
            when(sum("n", "10"), "body == \"b\""),
            gauge("n", "5")),
        TestData.logs(log("a"), log("b")));

    assertThat(points()).containsExactly("n{}=11", "n{}=5");
  }

  @Test
  void nothingMade_handsOnNothing() {
    consume(logs(when(sum("n", "1"), "false")), TestData.logs(log("a")));
    consume(logs(sum("n", "1")), TestData.spans(span("a", 1)));

    assertThat(next.calls()).isZero();
  }

  @Test
  void failureByDefault_refusesTheRequestForGood() {
    assertThatThrownBy(() -> consume(logs(sum("n", "attributes[\"n\"]")), TestData.logs(log("a"))))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessage(
            "an expression of the signal_to_metrics connector failed: value of type nil (expected:"
                + " int or double)");
    assertThat(next.calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"IGNORE, 1", "SILENT, 0"})
  void failureThatIsIgnored_leavesTheItemOut(ErrorMode mode, int warnings) {
    MetricConfig negative =
        metric(
            "h", new MetricConfig.Histogram(List.of(), "attributes[\"n\"]", "1"), null, null, null);
    MetricConfig conditional = when(sum("c", "1"), "1 / attributes[\"n\"] == 1", "true");
    consume(
        new SignalToMetricsConfig(
            List.of(),
            List.of(),
            List.of(sum("n", "attributes[\"n\"]"), negative, conditional),
            List.of(),
            mode),
        TestData.logs(
            log("1", attribute("n", 3)),
            log("2"),
            log("3", attribute("n", "x")),
            log("4", attribute("n", -2)),
            log("5", attribute("n", 0))));

    assertThat(points()).containsExactly("n{}=1", "c{}=5");
    assertThat(next.metricList().get(1).getHistogram().getDataPoints(0).getCount()).isEqualTo(3);
    assertThat(context.log().messages(Log.Level.WARN)).hasSize(warnings);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "'a=b', 1",
    "'ot=rv:12345678901234', 1",
    "'ot=th:0', 1",
    "'ot=th:8', 2",
    "'a=b, ot=p:x;th:c', 4",
    "'ot=th:ffffffffffffff', 72057594037927936"
  })
  void adjustedCount_isWhatTheThresholdSays(String state, double count) {
    assertThat(AdjustedCount.of(state)).isEqualTo(count);
  }

  @Test
  void adjustedCount_countsSampledSpans() {
    Span sampled = span("a", 1).toBuilder().setTraceState("ot=th:8").build();
    Span broken = span("a", 1).toBuilder().setTraceState("ot=th:zz").build();
    consume(
        new SignalToMetricsConfig(
            List.of(sum("n", "Int(AdjustedCount())")),
            List.of(),
            List.of(),
            List.of(),
            ErrorMode.SILENT),
        TestData.spans(sampled, span("b", 2), broken));

    assertThat(points()).containsExactly("n{}=3");
  }

  @Test
  void problems_areNamed() {
    MetricConfig broken =
        new MetricConfig(
            "",
            "",
            "",
            List.of(new AttributeConfig("a", "nme", false, null)),
            List.of(
                new AttributeConfig("", "", true, 1),
                key("x"),
                key("x"),
                new AttributeConfig("o", "", false, new Object())),
            List.of("nme == 1"),
            new MetricConfig.Histogram(List.of(1.0, 1.0), "Foo()", "name"),
            new MetricConfig.ExponentialHistogram(1, "", ""),
            new MetricConfig.Sum("end_time", false),
            null);

    assertThat(TestProblems.of(spans(broken, gauge("ok", "1"))).settings())
        .containsExactlyInAnyOrder(
            "spans::0",
            "spans::0::name",
            "spans::0::include_resource_attributes::0",
            "spans::0::include_resource_attributes::0::keys_expression",
            "spans::0::attributes",
            "spans::0::attributes::0",
            "spans::0::attributes::0",
            "spans::0::attributes::3::default_value",
            "spans::0::conditions::0",
            "spans::0::histogram::buckets",
            "spans::0::histogram::count",
            "spans::0::histogram::value",
            "spans::0::exponential_histogram::value",
            "spans::0::exponential_histogram::max_size",
            "spans::0::sum::value");
    assertThat(TestProblems.of(factory.defaultConfig()).messages())
        .containsExactly("no configuration provided, at least one should be specified");
  }

  /// What arrived, such as `name{key=value}=3`.
  private List<String> points() {
    return next.metricList().stream()
        .flatMap(each ->
            (each.hasGauge()
                    ? each.getGauge().getDataPointsList()
                    : each.getSum().getDataPointsList())
                .stream().map(point -> each.getName() + labels(point) + "=" + number(point)))
        .toList();
  }

  private static Map<String, String> labels(NumberDataPoint point) {
    Map<String, String> labels = new TreeMap<>();
    for (KeyValue each : point.getAttributesList()) {
      AnyValue value = each.getValue();
      labels.put(
          each.getKey(),
          switch (value.getValueCase()) {
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case BOOL_VALUE -> String.valueOf(value.getBoolValue());
            default -> value.getStringValue();
          });
    }
    return labels;
  }

  private static String number(NumberDataPoint point) {
    return point.hasAsInt()
        ? String.valueOf(point.getAsInt())
        : String.valueOf(point.getAsDouble());
  }

  private static Span internal(String name) {
    return span(name, 1).toBuilder().setKind(Span.SpanKind.SPAN_KIND_INTERNAL).build();
  }

  private static AttributeConfig key(String key) {
    return new AttributeConfig(key, "", false, null);
  }

  private static MetricConfig sum(String name, String value) {
    return metric(name, null, null, new MetricConfig.Sum(value, false), null);
  }

  private static MetricConfig gauge(String name, String value) {
    return metric(name, null, null, null, new MetricConfig.Gauge(value));
  }

  private static MetricConfig metric(
      String name,
      MetricConfig.@Nullable Histogram histogram,
      MetricConfig.@Nullable ExponentialHistogram exponential,
      MetricConfig.@Nullable Sum sum,
      MetricConfig.@Nullable Gauge gauge) {
    return new MetricConfig(
        name, "what", "u", List.of(), List.of(), List.of(), histogram, exponential, sum, gauge);
  }

  private static MetricConfig with(MetricConfig metric, AttributeConfig... attributes) {
    return changed(metric, List.of(attributes), metric.conditions());
  }

  private static MetricConfig when(MetricConfig metric, String... conditions) {
    return changed(metric, metric.attributes(), List.of(conditions));
  }

  private static MetricConfig changed(
      MetricConfig metric, List<AttributeConfig> attributes, List<String> conditions) {
    return new MetricConfig(
        metric.name(),
        metric.description(),
        metric.unit(),
        metric.includeResourceAttributes(),
        attributes,
        conditions,
        metric.histogram(),
        metric.exponentialHistogram(),
        metric.sum(),
        metric.gauge());
  }

  private static SignalToMetricsConfig spans(MetricConfig... metrics) {
    return new SignalToMetricsConfig(
        List.of(metrics), List.of(), List.of(), List.of(), ErrorMode.PROPAGATE);
  }

  private static SignalToMetricsConfig logs(MetricConfig... metrics) {
    return new SignalToMetricsConfig(
        List.of(), List.of(), List.of(metrics), List.of(), ErrorMode.PROPAGATE);
  }

  private void consume(SignalToMetricsConfig config, Batch batch) {
    factory.create(config, batch.signal(), context).consume(batch);
  }
}
