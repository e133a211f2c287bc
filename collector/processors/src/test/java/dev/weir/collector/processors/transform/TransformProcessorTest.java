package dev.weir.collector.processors.transform;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformProcessorTest extends ProcessorContract<TransformConfig> {
  final RecordingConsumer next = new RecordingConsumer();

  TransformProcessorTest() {
    super(new TransformFactory());
  }

  @Override
  protected TransformConfig config() {
    return new TransformConfig(
        ErrorMode.IGNORE,
        List.of("set(span.attributes[\"env\"], \"prod\")"),
        List.of("set(datapoint.attributes[\"env\"], \"prod\")"),
        List.of("set(log.attributes[\"env\"], \"prod\")"),
        List.of("set(resource.attributes[\"env\"], \"prod\")"),
        false);
  }

  @Test
  void flatStatement_changesTheItemsItsConditionIsTrueFor() {
    consume(
        traces("set(span.attributes[\"slow\"], true) where span.name == \"b\""),
        TestData.spans(span("a", 1), span("b", 2)));

    assertThat(next.spans())
        .containsExactly(
            span("a", 1), span("b", 2).toBuilder().addAttributes(attribute("slow", true)).build());
  }

  @Test
  void statementsAndConditions_mayCallConverters() {
    consume(
        traces(
            "set(span.name, ToUpperCase(span.name)) where IsRootSpan() and Len(Split(span.name,"
                + " \",\")) == 2"),
        TestData.spans(span("a,b", 1), span("c", 2)));

    assertThat(next.spanNames()).containsExactly("A,B", "c");
  }

  @Test
  void nothingChanged_theVeryBatchIsHandedOn() {
    Batch batch = TestData.spans(span("a", 1));
    consume(traces("set(span.attributes[\"slow\"], true) where span.name == \"b\""), batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void resourceChangedFromASpan_isSeenByTheNextSpan() {
    consume(
        traces(
            "set(span.attributes[\"seen\"], resource.attributes[\"last\"])",
            "set(resource.attributes[\"last\"], span.name)"),
        TestData.batch(TestData.spansRequest(resource("shop"), span("a", 1), span("b", 2))));

    assertThat(next.traces())
        .containsExactly(
            TestData.spansRequest(
                resource("shop", attribute("last", "b")),
                span("a", 1),
                span("b", 2).toBuilder().addAttributes(attribute("seen", "a")).build()));
  }

  @Test
  void spanChangedFromItsEvents_keepsTheEvents() {
    Span given =
        span("a", 1).toBuilder()
            .addEvents(Span.Event.newBuilder().setName("one"))
            .addEvents(Span.Event.newBuilder().setName("two"))
            .build();
    consume(
        traces(
            "set(span.attributes[\"last\"], spanevent.name)",
            "set(spanevent.attributes[\"i\"], spanevent.event_index) where spanevent.name =="
                + " \"two\""),
        TestData.spans(given));

    Span.Builder expected = given.toBuilder().addAttributes(attribute("last", "two"));
    expected.getEventsBuilder(1).addAttributes(attribute("i", 1));
    assertThat(next.spans()).containsExactly(expected.build());
  }

  @Test
  void groups_runOneAfterTheOther_onWhatTheirConditionsSay() {
    TransformConfig config =
        logs(
            Map.of(
                "context",
                "log",
                "conditions",
                List.of("body == \"a\"", "body == \"b\""),
                "statements",
                List.of("set(attributes[\"x\"], 1)")),
            Map.of("context", "resource", "statements", List.of("set(attributes[\"y\"], 2)")));
    consume(config, TestData.batch(TestData.logsRequest(resource("shop"), log("a"), log("c"))));

    assertThat(next.logs())
        .containsExactly(
            TestData.logsRequest(
                resource("shop", attribute("y", 2)), log("a", attribute("x", 1)), log("c")));
  }

  @Test
  void flattenData_givesEachRecordAResourceOfItsOwnAndGathersEqualOnes() {
    TransformConfig config =
        new TransformConfig(
            ErrorMode.IGNORE,
            List.of(),
            List.of(),
            List.of("set(resource.attributes[\"to\"], log.attributes[\"from\"])"),
            List.of(),
            true);
    consume(
        config,
        TestData.batch(
            TestData.logsRequest(
                resource("shop"),
                log("a", attribute("from", "x")),
                log("b", attribute("from", "y")),
                log("c", attribute("from", "x")),
                log("d"))));

    assertThat(next.logs())
        .containsExactly(
            ExportLogsServiceRequest.newBuilder()
                .mergeFrom(
                    TestData.logsRequest(
                        resource("shop", attribute("to", "x")),
                        log("a", attribute("from", "x")),
                        log("c", attribute("from", "x"))))
                .mergeFrom(
                    TestData.logsRequest(
                        resource("shop", attribute("to", "y")), log("b", attribute("from", "y"))))
                .mergeFrom(TestData.logsRequest(resource("shop"), log("d")))
                .build());
  }

  @Test
  void flattenData_ofABatchInWhichNothingChanges_handsOnTheVeryBatch() {
    TransformConfig config =
        new TransformConfig(
            ErrorMode.IGNORE,
            List.of(),
            List.of(),
            List.of("set(resource.attributes[\"to\"], 1) where log.body == \"no\""),
            List.of(),
            true);
    Batch batch = TestData.logs(log("a"), log("b"));
    consume(config, batch);
    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void metricChangedFromItsDataPoints_keepsThem() {
    Batch given = TestData.batch(Signal.METRICS, 3);
    consume(
        new TransformConfig(
            ErrorMode.PROPAGATE,
            List.of(),
            List.of("set(metric.unit, \"By\")", "set(datapoint.attributes[\"x\"], 1)"),
            List.of(),
            List.of(),
            false),
        given);

    assertThat(next.items()).isEqualTo(3);
    assertThat(next.metricList()).allMatch(metric -> metric.getUnit().equals("By"));
  }

  @Test
  void failingStatement_isPassedOver() {
    consume(
        traces("set(span.name, span.attributes[\"n\"])", "set(span.attributes[\"after\"], true)"),
        TestData.spans(span("a", 1, attribute("n", 1))));

    assertThat(next.spans())
        .containsExactly(span("a", 1, attribute("n", 1), attribute("after", true)));
  }

  @Test
  void failingStatement_refusesTheBatchForGoodIfErrorsPropagate() {
    TransformConfig config =
        new TransformConfig(
            ErrorMode.PROPAGATE,
            List.of("set(span.name, span.attributes[\"n\"])"),
            List.of(),
            List.of(),
            List.of(),
            false);
    assertThatThrownBy(() -> consume(config, TestData.spans(span("a", 1, attribute("n", 1)))))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessageContaining("expected string");
    assertThat(next.batches()).isEmpty();
  }

  @Test
  void problems_areAllReportedAtOnce() {
    List<String> messages =
        TestProblems.of(
                traces("set(span.nam, \"x\")", "sett(span.name, \"x\")", "set(span.name \"x\")"))
            .messages();
    assertThat(messages).anyMatch(message -> message.contains("\"x\"") && message.contains("^"));
    assertThat(TestProblems.of(traces("set(span.nam, \"x\")", "set(span.kin, \"x\")")).messages())
        .hasSize(2)
        .anyMatch(message -> message.contains("did you mean \"name\"?"))
        .anyMatch(message -> message.contains("did you mean \"kind\"?"));
  }

  @Test
  void mixedStyles_areRefused() {
    assertThat(
            TestProblems.of(logs("set(log.body, 1)", Map.of("statements", List.of()))).messages())
        .anyMatch(message -> message.contains("multiple configuration styles"));
  }

  @Test
  void manySpans_allChanged_areStillAValidRequest() {
    Span[] spans = Collections.nCopies(300, span("a", 1, attribute("k", "v"))).toArray(new Span[0]);
    consume(
        traces("set(span.attributes[\"long\"], Concat([\"" + "x".repeat(300) + "\"], \"\"))"),
        TestData.spans(spans));

    assertThat(next.spans())
        .hasSize(300)
        .allMatch(span -> span.getAttributesCount() == 2 && span.getName().equals("a"));
  }

  private void consume(TransformConfig config, Batch batch) {
    assertThat(TestProblems.of(config).messages()).isEmpty();
    factory.create(config, batch.signal(), new TestContext(), next).consume(batch);
  }

  private static TransformConfig traces(Object... statements) {
    return new TransformConfig(
        ErrorMode.IGNORE, List.of(statements), List.of(), List.of(), List.of(), false);
  }

  private static TransformConfig logs(Object... statements) {
    return new TransformConfig(
        ErrorMode.IGNORE, List.of(), List.of(), List.of(statements), List.of(), false);
  }
}
