package dev.weir.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Telemetry of a small shop within a time, made by the official classes from a seed.
final class Shop {
  static final List<String> SERVICES = List.of("cart", "checkout", "<b>pay</b>");
  private static final List<String> NAMES = List.of("GET /cart", "POST /pay", "GET /healthz");

  private final Random random;
  private final long from;
  private final long nanos;

  Shop(long seed, long from, long nanos) {
    this.random = new Random(seed);
    this.from = from;
    this.nanos = nanos;
  }

  static ByteRange bytes(MessageLite message) {
    return ByteRange.of(message.toByteArray());
  }

  ExportTraceServiceRequest spans(int count) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = 0; i < count; i += 4) {
      ScopeSpans.Builder scope =
          ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName("lib"));
      for (int n = 0; n < 4; n++) {
        scope.addSpans(span());
      }
      request.addResourceSpans(
          ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(scope));
    }
    return request.build();
  }

  private Span span() {
    long start = time();
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setName(pick(NAMES))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextInt(1_000_000_000));
    span.addAllAttributes(attributes());
    if (random.nextInt(3) == 0) {
      span.addEvents(
          Span.Event.newBuilder().setName("message").addAttributes(text("event.id", random(20))));
    }
    if (random.nextInt(5) == 0) {
      span.addLinks(
          Span.Link.newBuilder().setTraceId(id(16)).addAttributes(text("link.id", random(10))));
    }
    return span.build();
  }

  private List<KeyValue> attributes() {
    List<KeyValue> attributes = new ArrayList<>();
    attributes.add(text("http.route", "/" + random.nextInt(4)));
    if (random.nextBoolean()) {
      attributes.add(number("http.response.status_code", random.nextInt(6) == 0 ? 500 : 200));
    }
    if (random.nextInt(4) == 0) {
      attributes.add(text("user agent <script>", random(150)));
    }
    return attributes;
  }

  ExportLogsServiceRequest logs(int count) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (int i = 0; i < count; i += 4) {
      ScopeLogs.Builder scope = ScopeLogs.newBuilder();
      for (int n = 0; n < 4; n++) {
        int severity = 1 + random.nextInt(20);
        scope.addLogRecords(
            LogRecord.newBuilder()
                .setTimeUnixNano(time())
                .setSeverityNumberValue(severity)
                .setSeverityText(severity < 9 ? "DEBUG" : severity < 17 ? "INFO" : "ERROR")
                .setTraceId(id(16))
                .setBody(AnyValue.newBuilder().setStringValue(random(random.nextInt(200))))
                .addAllAttributes(attributes()));
      }
      request.addResourceLogs(
          ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(scope));
    }
    return request.build();
  }

  /// Points of two metrics. Of `requests` the attribute `user` makes the series; `pod` and `ip`
  /// change together.
  ExportMetricsServiceRequest points(int users) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    Gauge.Builder requests = Gauge.newBuilder();
    Gauge.Builder size = Gauge.newBuilder();
    for (int user = 0; user < users; user++) {
      for (int pod = 0; pod < 2; pod++) {
        requests.addDataPoints(
            NumberDataPoint.newBuilder()
                .setTimeUnixNano(time())
                .setAsInt(user)
                .addAttributes(text("user", "u" + user))
                .addAttributes(text("pod", "p" + pod))
                .addAttributes(text("ip", "10.0.0." + pod)));
      }
    }
    size.addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(time()).setAsDouble(0.5));
    scope.addMetrics(Metric.newBuilder().setName("requests").setGauge(requests));
    scope.addMetrics(Metric.newBuilder().setName("size").setUnit("By").setGauge(size));
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "cart")))
                .addScopeMetrics(scope))
        .build();
  }

  private Resource resource() {
    String service = pick(SERVICES);
    return Resource.newBuilder()
        .addAttributes(text("service.name", service))
        .addAttributes(text("host.name", service + "-1"))
        .build();
  }

  private long time() {
    return from + (long) (random.nextDouble() * nanos);
  }

  private ByteString id(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private String random(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
