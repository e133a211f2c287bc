package dev.weir.collector.processors.logdedup;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogDedupTest extends ProcessorContract<LogDedupConfig> {
  private final TestContext context = new TestContext("logdedup");
  private final RecordingConsumer next = new RecordingConsumer();

  LogDedupTest() {
    super(new LogDedupFactory());
  }

  @Override
  protected String whyItemsAreNotKept() {
    return "hands on one record for many";
  }

  @Test
  void equalRecords_areHandedOnAsOneWithTheirNumber() {
    LogRecord later = log("a", attribute("x", 1)).toBuilder().setTimeUnixNano(7).build();
    run(
        config(List.of(), List.of()),
        log("a", attribute("x", 1)),
        log("b"),
        later,
        log("a", attribute("x", 2)),
        later);

    assertThat(counts()).isEqualTo(Map.of("a x=1", 3L, "a x=2", 1L, "b", 1L));
    LogRecord record = next.logRecords().getFirst();
    Map<String, String> attributes =
        record.getAttributesList().stream()
            .collect(Collectors.toMap(KeyValue::getKey, each -> each.getValue().getStringValue()));
    assertThat(record.getTimeUnixNano()).isGreaterThan(TestData.TIME);
    assertThat(record.getObservedTimeUnixNano()).isLessThanOrEqualTo(record.getTimeUnixNano());
    assertThat(attributes.get("first_observed_timestamp"))
        .isEqualTo(Timestamps.text(record.getObservedTimeUnixNano(), ZoneId.of("UTC")))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(attributes).containsKey("last_observed_timestamp");
    assertThat(context.telemetry().recorded("otelcol_dedup_processor_aggregated_logs"))
        .containsExactly(1.0, 1.0, 3.0);
  }

  @Test
  void orderOfKeys_doesNotMatter_kindsDo() {
    Map<String, Object> ab = new LinkedHashMap<>();
    ab.put("a", 1);
    ab.put("b", List.of(1));
    Map<String, Object> ba = new LinkedHashMap<>();
    ba.put("b", List.of(1));
    ba.put("a", 1);
    run(
        config(List.of(), List.of()),
        body(ab),
        body(ba),
        body("1"),
        body(1),
        body(1.0),
        body(null),
        body(""),
        body(List.of(List.of(1), 1)),
        body(List.of(List.of(1, 1))));

    assertThat(next.logRecords()).hasSize(8);
  }

  @Test
  void resourcesScopesAndSeverities_areKeptApart() {
    Processor processor = start(config(List.of(), List.of()));
    processor.consume(TestData.batch(TestData.logsRequest(TestData.resource("a"), log("x"))));
    processor.consume(TestData.batch(TestData.logsRequest(TestData.resource("b"), log("x"))));
    processor.consume(
        TestData.batch(
            TestData.logsRequest(
                TestData.resource("a"),
                log("x"),
                log("x").toBuilder().setSeverityText("WARN").build())));
    processor.shutdown(soon());

    assertThat(next.logs().getFirst().getResourceLogsList()).hasSize(2);
    assertThat(next.logs().getFirst().getResourceLogs(0).getSchemaUrl())
        .isEqualTo("https://example/resource");
    assertThat(next.logRecords()).hasSize(3);
  }

  @Test
  void excludedFields_areRemovedAndDoNotCount() {
    run(
        config(List.of("body.time", "body.a.b", "attributes.id", "attributes.x\\.y"), List.of()),
        body(Map.of("time", 1, "k", "v", "a", Map.of("b", 1)), attribute("id", 1)),
        body(Map.of("time", 2, "k", "v", "a", Map.of("b", 2)), attribute("x.y", "z")),
        body(Map.of("k", "v", "a", Map.of())));

    assertThat(next.logRecords()).hasSize(1);
    assertThat(next.logRecords().getFirst().getBody().getKvlistValue().getValuesList())
        .containsExactlyInAnyOrder(attribute("k", "v"), attribute("a", Map.of()));
  }

  @Test
  void allAttributes_canBeExcluded() {
    run(config(List.of("attributes"), List.of()), log("a", attribute("x", 1)), log("a"));

    assertThat(counts()).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void includedFields_aloneCount_whereThereAreAny() {
    run(
        config(List.of(), List.of("attributes.id", "body.user.name")),
        log("a", attribute("id", 1)),
        log("b", attribute("id", 1)),
        body(Map.of("user", Map.of("name", "n"), "z", 1)),
        body(Map.of("user", Map.of("name", "n"), "z", 2)),
        log("c"),
        log("d"));

    assertThat(next.logRecords()).hasSize(4);
  }

  @Test
  void recordsThatFulfilNoCondition_passAtOnceAsTheyAre() {
    LogDedupConfig config =
        new LogDedupConfig(
            Duration.ofHours(1),
            "log_count",
            "UTC",
            List.of("attributes.id"),
            List.of(),
            List.of(
                "IsMatch(body, \"^a\") and 1 / attributes[\"id\"] == 1",
                "Len(log.attributes[\"id\"]) == 2"));
    Processor processor = start(config);
    LogRecord other = log("b", attribute("id", 1));
    LogRecord failing = log("a", attribute("id", 0));
    processor.consume(
        TestData.logs(
            log("a", attribute("id", 1)),
            other,
            log("a", attribute("id", 1)),
            failing,
            other,
            log("c", attribute("id", "xx"))));

    assertThat(next.logRecords()).containsExactly(other, failing, other);
    assertThat(next.items()).isEqualTo(3);
    processor.shutdown(soon());
    assertThat(next.logRecords()).hasSize(5);
    assertThat(counts(next.logRecords().subList(3, 5))).isEqualTo(Map.of("a", 2L, "c", 1L));
  }

  @Test
  void recordsThatPassAtOnceAndAreRefused_leaveNothingHeld() {
    LogDedupConfig config =
        new LogDedupConfig(
            Duration.ofHours(1), "n", "UTC", List.of(), List.of(), List.of("body == \"a\""));
    Processor processor = start(config);
    next.refuseForNow(1);
    assertThatThrownBy(() -> processor.consume(TestData.logs(log("a"), log("b"))))
        .isInstanceOf(RetryableRefusal.class);
    processor.consume(TestData.logs(log("a"), log("b")));
    processor.shutdown(soon());

    assertThat(next.logBodies()).containsExactly("b", "a");
    assertThat(next.logRecords().get(1).getAttributesList()).contains(attribute("n", 1));
  }

  @Test
  void interval_handsOnWithoutAShutdown() {
    Processor processor =
        factory.create(
            new LogDedupConfig(
                Duration.ofMillis(30), "n", "Europe/Berlin", List.of(), List.of(), List.of()),
            Signal.LOGS,
            context,
            next);
    processor.start();
    processor.consume(TestData.logs(log("a"), log("a")));
    next.awaitItems(1);
    processor.consume(TestData.logs(log("a")));
    next.awaitItems(2);
    processor.shutdown(soon());

    assertThat(next.logRecords().getFirst().getAttributesList().get(0))
        .isEqualTo(attribute("n", 2));
    assertThat(next.logRecords().getFirst().getAttributesList().get(1).getValue().getStringValue())
        .matches(".*\\+0[12]:00");
  }

  @Test
  void nextThatRefuses_isAskedAgain_andTooMuchIsRefused() {
    next.refuseForNow();
    Processor processor = start(config(List.of(), List.of()));
    String large = "x".repeat(1 << 20);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 300; i++) {
                processor.consume(TestData.logs(log(large + i)));
              }
            })
        .isInstanceOf(RetryableRefusal.class);
    next.accept();
    processor.shutdown(soon());

    assertThat(next.items()).isPositive();
    assertThat(context.losses().items()).isZero();
    assertThat(context.memory().reserved()).isZero();
  }

  @Test
  void settingsThatCannotWork_areReported() {
    LogDedupConfig broken =
        new LogDedupConfig(
            Duration.ZERO,
            "",
            "Mars/North",
            List.of("body", "severity", "attributes.a", "attributes.a"),
            List.of("attributes"),
            List.of("true", "attributes[", "Foo() == 1"));
    assertThat(TestProblems.of(broken).settings())
        .containsExactly(
            "interval",
            "log_count_attribute",
            "timezone",
            "include_fields",
            "exclude_fields",
            "exclude_fields",
            "exclude_fields",
            "include_fields",
            "conditions::1",
            "conditions::2");
  }

  private void run(LogDedupConfig config, LogRecord... records) {
    Processor processor = start(config);
    processor.consume(TestData.logs(records));
    processor.shutdown(soon());
  }

  private Processor start(LogDedupConfig config) {
    Processor processor = factory.create(config, Signal.LOGS, context, next);
    processor.start();
    return processor;
  }

  private Map<String, Long> counts() {
    return counts(next.logRecords());
  }

  private static Map<String, Long> counts(List<LogRecord> records) {
    return records.stream().collect(Collectors.toMap(LogDedupTest::name, LogDedupTest::count));
  }

  private static String name(LogRecord record) {
    return record.getBody().getStringValue()
        + record.getAttributesList().stream()
            .filter(each -> each.getKey().equals("x"))
            .map(each -> " x=" + each.getValue().getIntValue())
            .collect(Collectors.joining());
  }

  private static long count(LogRecord record) {
    return record.getAttributesList().stream()
        .filter(each -> each.getKey().equals("log_count"))
        .mapToLong(each -> each.getValue().getIntValue())
        .sum();
  }

  private static LogRecord body(@Nullable Object body, KeyValue... attributes) {
    return log("", attributes).toBuilder().setBody(value(body)).build();
  }

  private static LogDedupConfig config(List<String> exclude, List<String> include) {
    return new LogDedupConfig(Duration.ofHours(1), "log_count", "UTC", exclude, include, List.of());
  }
}
