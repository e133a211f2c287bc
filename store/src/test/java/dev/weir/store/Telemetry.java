package dev.weir.store;

import com.google.protobuf.ByteString;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random telemetry of a few services, made by the official classes. Small sets of names and
/// values, so that filters find something; all types of values, and odd cases among them.
final class Telemetry {
  static final long START = 1_760_000_000_000_000_000L;
  static final long SECOND = 1_000_000_000L;
  private static final List<String> SERVICES = List.of("checkout", "cart", "payment", "Ünïcode");
  private static final List<String> NAMES = List.of("GET /cart", "POST /pay", "query", "publish");
  static final List<String> KEYS =
      List.of(
          "http.request.method",
          "http.response.status_code",
          "http.route",
          "user.id",
          "retry",
          "ratio",
          "tags",
          "mixed");

  private final Random random;

  Telemetry(long seed) {
    random = new Random(seed);
  }

  static ByteRange bytes(com.google.protobuf.MessageLite message) {
    return ByteRange.of(message.toByteArray());
  }

  /// A request with some traces; their spans lie within `seconds` from the start.
  ExportTraceServiceRequest traces(int traces, int seconds) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = 0; i < traces; i++) {
      trace(request, START + (long) (random.nextDouble() * seconds * SECOND));
    }
    return request.build();
  }

  ExportLogsServiceRequest logs(int records, int seconds) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (int i = 0; i < records; i += 5) {
      ScopeLogs.Builder scope = ScopeLogs.newBuilder().setScope(scope());
      for (int n = 0; n < 5; n++) {
        scope.addLogRecords(log(START + (long) (random.nextDouble() * seconds * SECOND)));
      }
      request.addResourceLogs(
          ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(scope));
    }
    return request.build();
  }

  /// Points of every kind of metric, at every second.
  ExportMetricsServiceRequest metrics(int from, int to) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int second = from; second < to; second++) {
      for (String service : SERVICES.subList(0, 2)) {
        request.addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
                .addScopeMetrics(points(START + second * SECOND, second)));
      }
    }
    return request.build();
  }

  private void trace(ExportTraceServiceRequest.Builder request, long start) {
    ByteString traceId = id(16);
    List<ByteString> ids = new ArrayList<>();
    int size = 1 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      ByteString parent =
          ids.isEmpty() || random.nextInt(20) == 0
              ? ByteString.EMPTY
              : ids.get(random.nextInt(ids.size()));
      ByteString id = id(8);
      ids.add(id);
      ScopeSpans.Builder scope =
          ScopeSpans.newBuilder()
              .setScope(scope())
              .setSchemaUrl("https://example.com/schema")
              .addSpans(span(traceId, id, parent, start + random.nextInt(1_000_000)));
      request.addResourceSpans(
          ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(scope));
    }
  }

  private Span span(ByteString traceId, ByteString id, ByteString parent, long start) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(id)
            .setParentSpanId(parent)
            .setName(pick(NAMES))
            .setKindValue(random.nextInt(7))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextInt(500) * 1_000_000L - 3_000_000L)
            .setTraceState(random.nextInt(4) == 0 ? "a=b" : "")
            .setFlags(257)
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(random.nextInt(3))
                    .setMessage(random.nextInt(3) == 0 ? "it's broken" : ""));
    attributes().forEach(span::addAttributes);
    for (int i = random.nextInt(3); i > 0; i--) {
      Span.Event.Builder event =
          Span.Event.newBuilder()
              .setName(random.nextBoolean() ? "exception" : "message")
              .setTimeUnixNano(start + random.nextInt(1000));
      attributes().forEach(event::addAttributes);
      span.addEvents(event);
    }
    if (random.nextInt(5) == 0) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(id(16))
              .setSpanId(id(8))
              .addAttributes(text("user.id", "linked")));
    }
    return span.build();
  }

  private LogRecord log(long time) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(random.nextInt(5) == 0 ? 0 : time)
            .setObservedTimeUnixNano(time + 5)
            .setSeverityNumber(SeverityNumber.forNumber(1 + random.nextInt(24)))
            .setSeverityText(random.nextBoolean() ? "INFO" : "ERROR")
            .setTraceId(random.nextBoolean() ? id(16) : ByteString.EMPTY)
            .setEventName(random.nextInt(4) == 0 ? "device.started" : "");
    switch (random.nextInt(4)) {
      case 0 -> log.setBody(AnyValue.newBuilder().setIntValue(7));
      case 1 -> {
        // no body
      }
      default ->
          log.setBody(
              AnyValue.newBuilder()
                  .setStringValue("Connection to " + pick(SERVICES) + " failed: 'refused' 100%"));
    }
    attributes().forEach(log::addAttributes);
    return log.build();
  }

  private ScopeMetrics points(long time, int second) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder().setScope(scope());
    for (String method : List.of("GET", "PUT")) {
      KeyValue attribute = text("http.request.method", method);
      scope.addMetrics(
          Metric.newBuilder()
              .setName("memory")
              .setUnit("By")
              .setGauge(
                  Gauge.newBuilder()
                      .addDataPoints(
                          NumberDataPoint.newBuilder()
                              .setTimeUnixNano(time)
                              .setAsDouble(random.nextInt(1000) / 8.0)
                              .addAttributes(attribute))));
      scope.addMetrics(
          Metric.newBuilder()
              .setName("requests")
              .setDescription("how many")
              .setSum(
                  Sum.newBuilder()
                      .setIsMonotonic(true)
                      .setAggregationTemporality(
                          AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                      .addDataPoints(
                          NumberDataPoint.newBuilder()
                              .setStartTimeUnixNano(START - SECOND)
                              .setTimeUnixNano(time)
                              .setAsInt(second % 17 * 3L)
                              .addExemplars(
                                  Exemplar.newBuilder()
                                      .setTimeUnixNano(time - 1)
                                      .setAsDouble(0.5)
                                      .setTraceId(id(16))
                                      .setSpanId(id(8)))
                              .addAttributes(attribute))));
      scope.addMetrics(
          Metric.newBuilder()
              .setName("latency")
              .setHistogram(
                  Histogram.newBuilder()
                      .setAggregationTemporality(
                          AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                      .addDataPoints(
                          HistogramDataPoint.newBuilder()
                              .setStartTimeUnixNano(START - SECOND)
                              .setTimeUnixNano(time)
                              .setCount(3L * second)
                              .setSum(second * 2.5)
                              .setMin(0.5)
                              .addAllExplicitBounds(List.of(1.0, 2.0))
                              .addAllBucketCounts(
                                  List.of((long) second, (long) second, (long) second))
                              .addAttributes(attribute))));
      scope.addMetrics(
          Metric.newBuilder()
              .setName("size")
              .setExponentialHistogram(
                  ExponentialHistogram.newBuilder()
                      .setAggregationTemporality(
                          AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                      .addDataPoints(
                          ExponentialHistogramDataPoint.newBuilder()
                              .setTimeUnixNano(time)
                              .setScale(1)
                              .setCount(6)
                              .setSum(20)
                              .setZeroCount(1)
                              .setPositive(
                                  ExponentialHistogramDataPoint.Buckets.newBuilder()
                                      .setOffset(2)
                                      .addAllBucketCounts(List.of(2L, 3L)))
                              .addAttributes(attribute))));
      scope.addMetrics(
          Metric.newBuilder()
              .setName("quantiles")
              .setSummary(
                  Summary.newBuilder()
                      .addDataPoints(
                          SummaryDataPoint.newBuilder()
                              .setTimeUnixNano(time)
                              .setCount(9)
                              .setSum(90)
                              .addQuantileValues(
                                  SummaryDataPoint.ValueAtQuantile.newBuilder()
                                      .setQuantile(0.5)
                                      .setValue(11))
                              .addAttributes(attribute))));
    }
    return scope.build();
  }

  private List<KeyValue> attributes() {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      attributes.add(attribute(pick(KEYS)));
    }
    return attributes;
  }

  private KeyValue attribute(String key) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (key) {
      case "http.request.method" -> value.setStringValue(random.nextBoolean() ? "GET" : "PUT");
      case "http.response.status_code" -> value.setIntValue(random.nextBoolean() ? 200 : 503);
      case "http.route" -> value.setStringValue("/cart/{id}");
      case "user.id" -> value.setStringValue("cust_" + random.nextInt(9));
      case "retry" -> value.setBoolValue(random.nextBoolean());
      case "ratio" -> value.setDoubleValue(random.nextInt(8) / 4.0 - 0.5);
      case "tags" ->
          value.setArrayValue(
              ArrayValue.newBuilder()
                  .addValues(AnyValue.newBuilder().setStringValue("red \"hot\"\n"))
                  .addValues(AnyValue.newBuilder().setIntValue(1)));
      default -> mixed(value);
    }
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  /// One key with values of all types, the largest whole number and none among them.
  private void mixed(AnyValue.Builder value) {
    switch (random.nextInt(6)) {
      case 0 -> value.setIntValue(5);
      case 1 -> value.setIntValue(9_007_199_254_740_993L);
      case 2 -> value.setDoubleValue(5);
      case 3 -> value.setStringValue("5");
      case 4 -> value.setBoolValue(true);
      default -> {
        // empty
      }
    }
  }

  private Resource resource() {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", pick(SERVICES)))
            .addAttributes(text("user.id", "of the resource"));
    if (random.nextBoolean()) {
      resource.addAttributes(
          KeyValue.newBuilder()
              .setKey("host.cpus")
              .setValue(AnyValue.newBuilder().setIntValue(random.nextInt(4))));
    }
    return resource.build();
  }

  private InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName(random.nextBoolean() ? "io.http" : "io.db")
        .setVersion("1." + random.nextInt(2))
        .addAttributes(text("short", "yes"))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
