package dev.weir.collector.processors.attributes;

import static dev.weir.collector.processors.attributes.Actions.action;
import static dev.weir.collector.processors.attributes.Actions.copy;
import static dev.weir.collector.processors.attributes.Actions.fromContext;
import static dev.weir.collector.processors.attributes.Actions.orElse;
import static dev.weir.collector.processors.attributes.Actions.pattern;
import static dev.weir.collector.processors.attributes.Actions.run;
import static dev.weir.collector.processors.attributes.Actions.set;
import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static dev.weir.collector.testkit.TestData.spans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesProcessorTest extends ProcessorContract<AttributesConfig> {
  private static final KeyValue A = attribute("a", 1);
  private static final KeyValue B = attribute("b", "x");

  AttributesProcessorTest() {
    super(new AttributesFactory());
  }

  @Override
  protected AttributesConfig config() {
    return new AttributesConfig(null, null, List.of(set(ActionType.UPSERT, "env", "prod")));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("actions");
  }

  @Test
  void insert_addsBehindTheOthersWhereThereIsNone() {
    assertThat(run(List.of(set(ActionType.INSERT, "c", true)), A, B))
        .containsExactly(A, B, attribute("c", true));
    assertThat(run(List.of(set(ActionType.INSERT, "a", true)), A, B)).containsExactly(A, B);
  }

  @Test
  void update_replacesInPlaceWhereThereIsOne() {
    assertThat(run(List.of(set(ActionType.UPDATE, "a", 2.5)), A, B))
        .containsExactly(attribute("a", 2.5), B);
    assertThat(run(List.of(set(ActionType.UPDATE, "c", 2.5)), A, B)).containsExactly(A, B);
  }

  @Test
  void upsert_addsOrReplaces() {
    assertThat(run(List.of(set(ActionType.UPSERT, "a", "y")), A, B))
        .containsExactly(attribute("a", "y"), B);
    assertThat(run(List.of(set(ActionType.UPSERT, "c", List.of(1, "z"))), A))
        .containsExactly(A, attribute("c", List.of(1, "z")));
  }

  @Test
  void fromAttribute_copiesAValueOfAnyKind() {
    KeyValue map = attribute("m", Map.of("k", List.of(1)));
    assertThat(run(List.of(copy(ActionType.INSERT, "n", "m")), map))
        .containsExactly(map, attribute("n", Map.of("k", List.of(1))));
    assertThat(run(List.of(copy(ActionType.UPSERT, "a", "missing")), A)).containsExactly(A);
    assertThat(run(List.of(orElse(copy(ActionType.UPSERT, "a", "missing"), "d")), A))
        .containsExactly(attribute("a", "d"));
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.X-Tenant, acme",
    "x-tenant, acme",
    "metadata.many, 1;2",
    "client.address, 192.0.2.1",
    "auth.subject, alice",
  })
  void fromContext_takesWhatTheRequestSays(String source, String value) {
    RequestInfo request =
        new RequestInfo(
            Map.of("x-tenant", List.of("acme"), "many", List.of("1", "2")),
            "192.0.2.1:4242",
            Map.of("subject", "alice"),
            RequestInfo.NO_DEADLINE);

    assertThat(run(List.of(fromContext(ActionType.INSERT, "c", source)), request))
        .containsExactly(attribute("c", value));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:80, 192.0.2.1",
    "192.0.2.1, 192.0.2.1",
    "[2001:db8::1]:80, 2001:db8::1",
    "2001:db8::1, 2001:db8::1",
    "localhost:1, localhost"
  })
  void clientAddress_hasNoPort(String peer, String address) {
    RequestInfo request = new RequestInfo(Map.of(), peer, Map.of(), RequestInfo.NO_DEADLINE);

    assertThat(run(List.of(fromContext(ActionType.INSERT, "c", "client.address")), request))
        .containsExactly(attribute("c", address));
  }

  @Test
  void requestThatSaysNothing_leavesTheAttributeOrGivesTheDefault() {
    ActionConfig tenant = fromContext(ActionType.INSERT, "c", "metadata.tenant");

    assertThat(run(List.of(tenant, fromContext(ActionType.INSERT, "d", "auth.x")))).isEmpty();
    assertThat(run(List.of(orElse(tenant, "none")))).containsExactly(attribute("c", "none"));
    assertThat(run(List.of(fromContext(ActionType.INSERT, "c", "client.address"))))
        .containsExactly(attribute("c", ""));
  }

  @Test
  void delete_byKeyAndByPattern() {
    assertThat(run(List.of(action(ActionType.DELETE, "a")), A, B)).containsExactly(B);
    assertThat(run(List.of(pattern(ActionType.DELETE, "", "^[ab]$")), A, B, attribute("ab", 1)))
        .containsExactly(attribute("ab", 1));
    assertThat(run(List.of(pattern(ActionType.DELETE, "a", "^x")), A, B, attribute("xy", 1)))
        .containsExactly(B);
  }

  @Test
  void duplicates_areAllDeletedOrReplaced() {
    assertThat(run(List.of(action(ActionType.DELETE, "a")), A, B, A)).containsExactly(B);
    assertThat(run(List.of(set(ActionType.UPDATE, "a", 2)), A, B, A))
        .containsExactly(attribute("a", 2), B);
  }

  @Test
  void actions_seeWhatTheOnesBeforeThemLeft() {
    assertThat(
            run(
                List.of(
                    set(ActionType.UPSERT, "c", "7"),
                    Actions.convert("c", ConvertedType.INT),
                    copy(ActionType.UPSERT, "d", "c"),
                    action(ActionType.DELETE, "c"),
                    copy(ActionType.UPSERT, "e", "c"))))
        .containsExactly(attribute("d", 7));
  }

  @Test
  void nothingChanged_handsOnTheSameBatch() {
    Batch batch = spans(span("a", 1, A), span("b", 2, B));

    assertThat(through(batch, List.of(action(ActionType.DELETE, "zzz")), null)).isSameAs(batch);
    assertThat(through(batch, List.of(set(ActionType.UPDATE, "a", 1)), null)).isSameAs(batch);
    assertThat(through(batch, List.of(set(ActionType.INSERT, "c", 1)), spanNames("no")))
        .isSameAs(batch);
  }

  @Test
  void changedBatch_keepsItsRequest() {
    RequestInfo request = TestData.headers("tenant", "a");
    Batch batch = spans(span("a", 1)).withRequest(request);

    assertThat(through(batch, List.of(set(ActionType.INSERT, "c", 1)), null).request())
        .isSameAs(request);
  }

  @Test
  void joinedBatch_isChangedAsAWhole() {
    RecordingConsumer next = new RecordingConsumer();
    Batch joined = Batch.join(List.of(spans(span("a", 1)), spans(span("b", 2))), RequestInfo.NONE);
    create(Signal.TRACES, List.of(set(ActionType.INSERT, "c", 1)), null, next).consume(joined);

    assertThat(next.spans())
        .hasSize(2)
        .allMatch(span -> span.getAttributesList().equals(List.of(attribute("c", 1))));
  }

  @Test
  void include_changesSelectedSpansOnly() {
    RecordingConsumer next = new RecordingConsumer();
    create(Signal.TRACES, List.of(set(ActionType.INSERT, "c", 1)), spanNames("yes"), next)
        .consume(spans(span("yes", 1), span("no", 2), span("yes", 3)));

    assertThat(next.spans()).extracting(span -> span.getAttributesCount()).containsExactly(1, 0, 1);
  }

  @Test
  void metrics_areSelectedByNameAndChangedInEveryPoint() {
    MatchConfig sums = match(List.of(), List.of("sum"));
    RecordingConsumer next = new RecordingConsumer();
    create(Signal.METRICS, List.of(set(ActionType.INSERT, "c", 1)), sums, next)
        .consume(TestData.metrics(TestMetrics.ofEachType(A).toArray(Metric[]::new)));

    Map<String, Integer> counts =
        next.metricList().stream()
            .collect(Collectors.toMap(Metric::getName, AttributesProcessorTest::attributeCount));
    assertThat(counts)
        .isEqualTo(
            Map.of("gauge", 1, "sum", 2, "histogram", 1, "exponential_histogram", 1, "summary", 1));
  }

  @Test
  void criteriaOfAnotherSignal_areNamed() {
    TestProblems problems = new TestProblems();
    factory.validate(
        new AttributesConfig(spanNames("a"), spanNames("b"), List.of()), Signal.LOGS, problems);

    assertThat(problems.settings())
        .contains("include::span_names", "exclude::span_names", "include", "exclude");
  }

  private static int attributeCount(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPoints(0).getAttributesCount();
      case SUM -> metric.getSum().getDataPoints(0).getAttributesCount();
      case HISTOGRAM -> metric.getHistogram().getDataPoints(0).getAttributesCount();
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogram().getDataPoints(0).getAttributesCount();
      case SUMMARY -> metric.getSummary().getDataPoints(0).getAttributesCount();
      case DATA_NOT_SET -> 0;
    };
  }

  private Batch through(Batch batch, List<ActionConfig> actions, @Nullable MatchConfig include) {
    RecordingConsumer next = new RecordingConsumer();
    create(batch.signal(), actions, include, next).consume(batch);
    return next.batches().getFirst();
  }

  private Processor create(
      Signal signal,
      List<ActionConfig> actions,
      @Nullable MatchConfig include,
      RecordingConsumer next) {
    return factory.create(
        new AttributesConfig(include, null, actions), signal, new TestContext(), next);
  }

  private static MatchConfig spanNames(String... names) {
    return match(List.of(names), List.of());
  }

  private static MatchConfig match(List<String> spanNames, List<String> metricNames) {
    return new MatchConfig(
        MatchType.STRICT,
        null,
        List.of(),
        spanNames,
        List.of(),
        List.of(),
        List.of(),
        null,
        metricNames,
        List.of(),
        List.of(),
        List.of());
  }
}
