package dev.weir.collector.connectors.exceptions;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.connectors.exceptions.ExceptionsConfig.Dimension;
import dev.weir.collector.connectors.exceptions.ExceptionsConfig.Exemplars;
import dev.weir.collector.testkit.ConnectorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionsTest extends ConnectorContract<ExceptionsConfig> {
  private final TestContext context = new TestContext("exceptions");
  private final RecordingConsumer metrics = new RecordingConsumer();
  private final RecordingConsumer logs = new RecordingConsumer();

  ExceptionsTest() {
    super(new ExceptionsFactory());
  }

  @Test
  void exceptions_areCountedByTheirDimensions() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    connector.consume(
        TestData.spans(failed("a", "IOException"), failed("a", "IOException"), span("ok", 1)));
    connector.consume(TestData.spans(failed("a", "IOException"), failed("b", "Error")));

    Metric metric = metrics.metricList().getLast();
    assertThat(metric.getName()).isEqualTo("exceptions");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metric.getSum().getDataPointsList())
        .extracting(NumberDataPoint::getAsInt)
        .containsExactly(3L, 1L);
    assertThat(metric.getSum().getDataPoints(0).getAttributesList())
        .containsExactly(
            attribute("service.name", "shop"),
            attribute("span.name", "a"),
            attribute("span.kind", "SPAN_KIND_SERVER"),
            attribute("status.code", "STATUS_CODE_OK"),
            attribute("exception.type", "IOException"),
            attribute("exception.message", "m"));
    assertThat(metrics.traces()).isEmpty();
    assertThat(
            metrics
                .metrics()
                .getFirst()
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getScope()
                .getName())
        .isEqualTo("exceptionsconnector");
  }

  @Test
  void onlyCountsThatChanged_areHandedOn() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    connector.consume(TestData.spans(failed("a", "X")));
    connector.consume(TestData.spans(span("ok", 1)));
    connector.consume(TestData.spans(failed("b", "X")));

    assertThat(metrics.metricList())
        .hasSize(2)
        .allMatch(metric -> metric.getSum().getDataPointsCount() == 1);
  }

  @Test
  void countsThatWereRefused_comeWithTheNext() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    metrics.refuseForNow(1);
    connector.consume(TestData.spans(failed("a", "X")));
    connector.consume(TestData.spans(failed("b", "X")));
    metrics.refuseForNow(1);
    connector.consume(TestData.spans(failed("c", "X")));
    connector.shutdown(soon());

    assertThat(metrics.metricList())
        .extracting(metric -> metric.getSum().getDataPointsCount())
        .containsExactly(2, 1);

    metrics.refuseForGood();
    connector.consume(TestData.spans(failed("a", "X")));
    assertThat(context.losses().items("rejected")).isEqualTo(1);
  }

  @Test
  void countsThatNobodyTakesAtShutdown_areLostAndCounted() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    metrics.refuseForNow(2);
    connector.consume(TestData.spans(failed("a", "X"), failed("b", "X")));
    connector.shutdown(soon());

    assertThat(metrics.metricList()).isEmpty();
    assertThat(context.losses().items("shutdown")).isEqualTo(2);
  }

  @Test
  void dimensions_areFoundInSpanEventAndResource_orHaveADefault() {
    ExceptionsConfig config =
        new ExceptionsConfig(
            List.of(
                new Dimension("http.method", "GET"),
                new Dimension("exception.type", null),
                new Dimension("zone", null),
                new Dimension("missing", null),
                new Dimension("code", null)),
            new Exemplars(false));
    Connector connector = connector(config, Signal.METRICS);
    connector.consume(
        TestData.batch(
            TestData.spansRequest(
                TestData.resource("shop", attribute("zone", "z1")),
                failed("a", "X", attribute("code", 7), attribute("exception.type", "mine")))));

    assertThat(metrics.metricList().getFirst().getSum().getDataPoints(0).getAttributesList())
        .contains(
            attribute("http.method", "GET"),
            attribute("exception.type", "mine"),
            attribute("zone", "z1"),
            attribute("code", 7))
        .hasSize(8);
  }

  @Test
  void exemplars_nameTheSpans() {
    ExceptionsConfig config = new ExceptionsConfig(List.of(), new Exemplars(true));
    Connector connector = connector(config, Signal.METRICS);
    Span failed = failed("a", "X");
    connector.consume(TestData.spans(failed));
    connector.consume(TestData.spans(failed));

    NumberDataPoint point = metrics.metricList().getLast().getSum().getDataPoints(0);
    assertThat(point.getExemplarsList()).hasSize(1);
    assertThat(point.getExemplars(0).getTraceId()).isEqualTo(failed.getTraceId());
    assertThat(point.getExemplars(0).getSpanId()).isEqualTo(failed.getSpanId());
    assertThat(point.getExemplars(0).getTimeUnixNano()).isEqualTo(TestData.TIME + 5);
  }

  @Test
  void tooManyCombinations_areCountedTogether() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    Span[] spans = new Span[10_100];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = failed("a" + i, "X");
    }
    connector.consume(TestData.spans(spans));

    List<NumberDataPoint> points = metrics.metricList().getFirst().getSum().getDataPointsList();
    assertThat(points).hasSize(10_001);
    assertThat(points.getLast().getAttributesList())
        .containsExactly(attribute("otel.metric.overflow", true));
    assertThat(points.stream().mapToLong(NumberDataPoint::getAsInt).sum()).isEqualTo(10_100);
  }

  @Test
  void logRecords_haveWhatSpanAndEventSay() {
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.LOGS);
    Span failed =
        failed("a", "X", attribute("http.method", "GET"), attribute("span.name", "overridden"));
    connector.consume(TestData.spans(failed, span("ok", 2), failed));

    assertThat(logs.logRecords()).hasSize(2);
    LogRecord record = logs.logRecords().getFirst();
    assertThat(record.getTimeUnixNano()).isEqualTo(TestData.TIME + 5);
    assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
    assertThat(record.getSeverityText()).isEqualTo("ERROR");
    assertThat(record.getTraceId()).isEqualTo(failed.getTraceId());
    assertThat(record.getSpanId()).isEqualTo(failed.getSpanId());
    assertThat(record.getAttributesList())
        .containsExactlyInAnyOrder(
            attribute("http.method", "GET"),
            attribute("service.name", "shop"),
            attribute("span.name", "a"),
            attribute("span.kind", "SPAN_KIND_SERVER"),
            attribute("status.code", "STATUS_CODE_OK"),
            attribute("exception.type", "X"),
            attribute("exception.message", "m"),
            attribute("exception.stacktrace", "at x"));
    assertThat(logs.resources().getFirst()).isEqualTo(TestData.resource("shop"));
    assertThat(logs.logs().getFirst().getResourceLogs(0).getScopeLogs(0).getScope())
        .isEqualTo(TestData.scope("test"));
    assertThat(logs.logs().getFirst().getResourceLogs(0).getScopeLogsCount()).isEqualTo(1);
  }

  @Test
  void refusalOfLogs_isLetThrough_andNothingIsCounted() {
    context.pipeline(Signal.LOGS, "logs", logs);
    Connector connector = connector(ExceptionsConfig.defaults(), Signal.METRICS);
    logs.refuseForNow(1);
    assertThatThrownBy(() -> connector.consume(TestData.spans(failed("a", "X"))))
        .isInstanceOf(RetryableRefusal.class);
    connector.consume(TestData.spans(failed("a", "X")));

    assertThat(metrics.metricList().getFirst().getSum().getDataPoints(0).getAsInt()).isEqualTo(1);
  }

  @Test
  void settingsThatCannotWork_areReported() {
    ExceptionsConfig broken =
        new ExceptionsConfig(
            List.of(
                new Dimension("a", null), new Dimension("a", null), new Dimension("span.kind", "")),
            new Exemplars(false));
    assertThat(TestProblems.of(broken).settings())
        .containsExactly("dimensions::1", "dimensions::2");
  }

  private Connector connector(ExceptionsConfig config, Signal to) {
    context.pipeline(to, to.key(), to == Signal.LOGS ? logs : metrics);
    return factory.create(config, Signal.TRACES, context);
  }

  private static Span failed(String name, String type, KeyValue... attributes) {
    return span(name, 1, attributes).toBuilder()
        .addEvents(Span.Event.newBuilder().setName("other"))
        .addEvents(
            Span.Event.newBuilder()
                .setName("exception")
                .setTimeUnixNano(TestData.TIME + 5)
                .addAttributes(attribute("exception.type", type))
                .addAttributes(attribute("exception.message", "m"))
                .addAttributes(attribute("exception.stacktrace", "at x")))
        .build();
  }
}
