package dev.weir.otlp.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.logs.LogRecordWriter;
import dev.weir.otlp.metrics.MetricWriter;
import dev.weir.otlp.trace.SpanWriter;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
  private static final byte[] TRACE_ID = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] SPAN_ID = "01234567".getBytes(UTF_8);

  @Test
  void values_readAsTheOfficialClassesReadThem() throws InvalidProtocolBufferException {
    AnyValueWriter value = new AnyValueWriter();
    assertThat(parse(value.string("käse"))).isEqualTo(string("käse"));
    assertThat(parse(value.bool(true))).isEqualTo(AnyValue.newBuilder().setBoolValue(true).build());
    assertThat(parse(value.int64(-5))).isEqualTo(AnyValue.newBuilder().setIntValue(-5).build());
    assertThat(parse(value.float64(0.5)))
        .isEqualTo(AnyValue.newBuilder().setDoubleValue(0.5).build());
    assertThat(parse(value.bytes(SPAN_ID)))
        .isEqualTo(AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(SPAN_ID)).build());
    assertThat(parse(value.empty())).isEqualTo(AnyValue.getDefaultInstance());
    assertThat(parse(value.array(List.of(EncodedValue.of("a"), EncodedValue.empty()))))
        .isEqualTo(
            AnyValue.newBuilder()
                .setArrayValue(
                    ArrayValue.newBuilder()
                        .addValues(string("a"))
                        .addValues(AnyValue.getDefaultInstance()))
                .build());
    assertThat(parse(value.map(entries -> entries.put("", true).put("n", -1).put("d", 0.0))))
        .isEqualTo(
            AnyValue.newBuilder()
                .setKvlistValue(
                    KeyValueList.newBuilder()
                        .addValues(
                            KeyValue.newBuilder()
                                .setValue(AnyValue.newBuilder().setBoolValue(true)))
                        .addValues(
                            KeyValue.newBuilder()
                                .setKey("n")
                                .setValue(AnyValue.newBuilder().setIntValue(-1)))
                        .addValues(
                            KeyValue.newBuilder()
                                .setKey("d")
                                .setValue(AnyValue.newBuilder().setDoubleValue(0))))
                .build());
  }

  @Test
  void spans_readAsTheOfficialClassesReadThem() throws InvalidProtocolBufferException {
    EnvelopeWriter envelope = new EnvelopeWriter();
    SpanWriter span = new SpanWriter(envelope);
    envelope.resource(WritersTest::key, "schema").scope("scope", "1").scope("other", "", "inner");
    span.begin(TRACE_ID, SPAN_ID, SPAN_ID).traceState("a=b").name("name").kind(2).times(1, 2);
    span.attributes().put("k", "v");
    span.event(3, "event", WritersTest::key)
        .link(TRACE_ID, SPAN_ID, WritersTest::key)
        .status(2, "bad")
        .flags(1)
        .end();

    Span expected =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(TRACE_ID))
            .setSpanId(ByteString.copyFrom(SPAN_ID))
            .setParentSpanId(ByteString.copyFrom(SPAN_ID))
            .setTraceState("a=b")
            .setName("name")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(2)
            .addAttributes(keyValue())
            .addEvents(
                Span.Event.newBuilder()
                    .setTimeUnixNano(3)
                    .setName("event")
                    .addAttributes(keyValue()))
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(ByteString.copyFrom(TRACE_ID))
                    .setSpanId(ByteString.copyFrom(SPAN_ID))
                    .addAttributes(keyValue()))
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("bad"))
            .setFlags(1)
            .build();
    assertThat(ExportTraceServiceRequest.parseFrom(envelope.finish().toByteArray()))
        .isEqualTo(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(keyValue()))
                        .setSchemaUrl("schema")
                        .addScopeSpans(
                            ScopeSpans.newBuilder()
                                .setScope(
                                    InstrumentationScope.newBuilder()
                                        .setName("scope")
                                        .setVersion("1")))
                        .addScopeSpans(
                            ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("other"))
                                .setSchemaUrl("inner")
                                .addSpans(expected)))
                .build());
    assertThat(envelope.finish().length()).isZero();
  }

  @Test
  void logRecords_readAsTheOfficialClassesReadThem() throws InvalidProtocolBufferException {
    EnvelopeWriter envelope = new EnvelopeWriter();
    LogRecordWriter record = new LogRecordWriter(envelope);
    envelope.resource(attributes -> {}).scope("", "");
    record.begin(1, 2).severity(9, "info").body(EncodedValue.of("text"));
    record.attributes().put("k", EncodedValue.of("v"));
    record.span(TRACE_ID, SPAN_ID, 1).eventName("event").end();
    record.begin(0, 3).end();

    assertThat(ExportLogsServiceRequest.parseFrom(envelope.finish().toByteArray()))
        .isEqualTo(
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .setResource(Resource.getDefaultInstance())
                        .addScopeLogs(
                            ScopeLogs.newBuilder()
                                .setScope(InstrumentationScope.getDefaultInstance())
                                .addLogRecords(
                                    LogRecord.newBuilder()
                                        .setTimeUnixNano(1)
                                        .setObservedTimeUnixNano(2)
                                        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
                                        .setSeverityText("info")
                                        .setBody(string("text"))
                                        .addAttributes(keyValue())
                                        .setTraceId(ByteString.copyFrom(TRACE_ID))
                                        .setSpanId(ByteString.copyFrom(SPAN_ID))
                                        .setFlags(1)
                                        .setEventName("event"))
                                .addLogRecords(LogRecord.newBuilder().setObservedTimeUnixNano(3))))
                .build());
  }

  @Test
  void metrics_readAsTheOfficialClassesReadThem() throws InvalidProtocolBufferException {
    EnvelopeWriter envelope = new EnvelopeWriter();
    MetricWriter metric = new MetricWriter(envelope);
    envelope.resource(attributes -> {}).scope("", "");
    metric.begin("g", "about", "s").gauge().point(0, 2, 0.5, WritersTest::key).end();
    metric.begin("s", "", "").sum(2, true).point(1, 2, 7, WritersTest::key).end();
    metric
        .begin("h", "", "")
        .histogram(1)
        .histogramPoint(1, 2, 3, 4.5, new long[] {1, 2}, new double[] {10}, WritersTest::key)
        .end();
    metric
        .begin("e", "", "")
        .exponentialHistogram(2)
        .exponentialHistogramPoint(
            1, 2, 3, 4.5, -2, 1, -3, new long[] {1, 300}, 4, new long[0], WritersTest::key)
        .end();
    metric
        .begin("q", "", "")
        .summary()
        .summaryPoint(1, 2, 3, 4.5, new double[] {0.5}, new double[] {6}, WritersTest::key)
        .end();

    ScopeMetrics.Builder expected =
        ScopeMetrics.newBuilder()
            .setScope(InstrumentationScope.getDefaultInstance())
            .addMetrics(
                Metric.newBuilder()
                    .setName("g")
                    .setDescription("about")
                    .setUnit("s")
                    .setGauge(
                        Gauge.newBuilder()
                            .addDataPoints(
                                NumberDataPoint.newBuilder()
                                    .setTimeUnixNano(2)
                                    .setAsDouble(0.5)
                                    .addAttributes(keyValue()))))
            .addMetrics(
                Metric.newBuilder()
                    .setName("s")
                    .setSum(
                        Sum.newBuilder()
                            .setIsMonotonic(true)
                            .setAggregationTemporality(
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                            .addDataPoints(
                                NumberDataPoint.newBuilder()
                                    .setStartTimeUnixNano(1)
                                    .setTimeUnixNano(2)
                                    .setAsInt(7)
                                    .addAttributes(keyValue()))))
            .addMetrics(
                Metric.newBuilder()
                    .setName("h")
                    .setHistogram(
                        Histogram.newBuilder()
                            .setAggregationTemporality(
                                AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                            .addDataPoints(
                                HistogramDataPoint.newBuilder()
                                    .setStartTimeUnixNano(1)
                                    .setTimeUnixNano(2)
                                    .setCount(3)
                                    .setSum(4.5)
                                    .addBucketCounts(1)
                                    .addBucketCounts(2)
                                    .addExplicitBounds(10)
                                    .addAttributes(keyValue()))))
            .addMetrics(
                Metric.newBuilder()
                    .setName("e")
                    .setExponentialHistogram(
                        ExponentialHistogram.newBuilder()
                            .setAggregationTemporality(
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                            .addDataPoints(
                                ExponentialHistogramDataPoint.newBuilder()
                                    .setStartTimeUnixNano(1)
                                    .setTimeUnixNano(2)
                                    .setCount(3)
                                    .setSum(4.5)
                                    .setScale(-2)
                                    .setZeroCount(1)
                                    .setPositive(
                                        ExponentialHistogramDataPoint.Buckets.newBuilder()
                                            .setOffset(-3)
                                            .addBucketCounts(1)
                                            .addBucketCounts(300))
                                    .setNegative(
                                        ExponentialHistogramDataPoint.Buckets.newBuilder()
                                            .setOffset(4))
                                    .addAttributes(keyValue()))))
            .addMetrics(
                Metric.newBuilder()
                    .setName("q")
                    .setSummary(
                        Summary.newBuilder()
                            .addDataPoints(
                                SummaryDataPoint.newBuilder()
                                    .setStartTimeUnixNano(1)
                                    .setTimeUnixNano(2)
                                    .setCount(3)
                                    .setSum(4.5)
                                    .addQuantileValues(
                                        SummaryDataPoint.ValueAtQuantile.newBuilder()
                                            .setQuantile(0.5)
                                            .setValue(6))
                                    .addAttributes(keyValue()))));
    assertThat(ExportMetricsServiceRequest.parseFrom(envelope.finish().toByteArray()))
        .isEqualTo(
            ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                    ResourceMetrics.newBuilder()
                        .setResource(Resource.getDefaultInstance())
                        .addScopeMetrics(expected))
                .build());
  }

  @Test
  void itemWithoutAScope_isRefused() {
    EnvelopeWriter envelope = new EnvelopeWriter();
    assertThatThrownBy(() -> envelope.scope("", "")).hasMessage("a scope before a resource");
    envelope.resource(attributes -> {});
    assertThatThrownBy(envelope::beginItem).hasMessage("an item before a scope");
  }

  private static void key(AttributesWriter attributes) {
    attributes.put("k", "v");
  }

  private static AnyValue parse(EncodedValue value) throws InvalidProtocolBufferException {
    return AnyValue.parseFrom(
        new ByteRange(value.buffer(), value.offset(), value.length()).toByteArray());
  }

  private static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static KeyValue keyValue() {
    return KeyValue.newBuilder().setKey("k").setValue(string("v")).build();
  }
}
