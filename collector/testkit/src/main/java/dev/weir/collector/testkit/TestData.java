package dev.weir.collector.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ProtoWriter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
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
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.Sample;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Telemetry for tests, encoded by the official protobuf classes so that they check our own.
///
/// Batches do not begin at the start of their array, nor end at its end, and what stands around
/// them is no OTLP: whoever reads outside a batch is found out. Metrics of all five types come from
/// [TestMetrics].
public final class TestData {
  /// A moment that all data shares, in nanoseconds since 1970.
  public static final long TIME = 1_700_000_000_000_000_000L;

  private static final byte[] AROUND = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

  private TestData() {}

  /// A span whose trace id ends in `traceIdLow`.
  public static Span span(String name, long traceIdLow, KeyValue... attributes) {
    return Span.newBuilder()
        .setTraceId(traceId(traceIdLow))
        .setSpanId(bytes(0x0102_0304_0506_0708L))
        .setName(name)
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(TIME)
        .setEndTimeUnixNano(TIME + 500)
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK))
        .addAllAttributes(Arrays.asList(attributes))
        .build();
  }

  /// An `INFO` record whose body is a text.
  public static LogRecord log(String body, KeyValue... attributes) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(TIME)
        .setObservedTimeUnixNano(TIME + 1)
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
        .setSeverityText("INFO")
        .setBody(value(body))
        .addAllAttributes(Arrays.asList(attributes))
        .build();
  }

  /// An attribute; see [#value] for what a value may be.
  public static KeyValue attribute(String key, @Nullable Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(value(value)).build();
  }

  /// An OTLP value of a [String], [Boolean], [Integer], [Long], [Double], `byte[]`, [List], [Map],
  /// an [AnyValue] as it is, or null for an empty value.
  public static AnyValue value(@Nullable Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    return switch (value) {
      case null -> any.build();
      case AnyValue ready -> ready;
      case String text -> any.setStringValue(text).build();
      case Boolean bool -> any.setBoolValue(bool).build();
      case Integer number -> any.setIntValue(number).build();
      case Long number -> any.setIntValue(number).build();
      case Double number -> any.setDoubleValue(number).build();
      case byte[] raw -> any.setBytesValue(ByteString.copyFrom(raw)).build();
      case List<?> list ->
          any.setArrayValue(
                  ArrayValue.newBuilder().addAllValues(list.stream().map(TestData::value).toList()))
              .build();
      case Map<?, ?> map ->
          any.setKvlistValue(KeyValueList.newBuilder().addAllValues(entries(map))).build();
      default -> throw new AssertionError("no OTLP value: " + value);
    };
  }

  /// A resource that is called `service`.
  public static Resource resource(String service, KeyValue... attributes) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAllAttributes(Arrays.asList(attributes))
        .build();
  }

  public static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).setVersion("1.2.3").build();
  }

  /// One resource with one scope that holds the spans.
  public static Batch spans(Span... spans) {
    return batch(spansRequest(resource("shop"), spans));
  }

  /// One resource with one scope that holds the spans.
  public static ExportTraceServiceRequest spansRequest(Resource resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(scope("test"))
                        .addAllSpans(Arrays.asList(spans))
                        .setSchemaUrl("https://example/scope"))
                .setSchemaUrl("https://example/resource"))
        .build();
  }

  /// One resource with one scope that holds the records.
  public static Batch logs(LogRecord... records) {
    return batch(logsRequest(resource("shop"), records));
  }

  /// One resource with one scope that holds the records.
  public static ExportLogsServiceRequest logsRequest(Resource resource, LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(scope("test"))
                        .addAllLogRecords(Arrays.asList(records))
                        .setSchemaUrl("https://example/scope"))
                .setSchemaUrl("https://example/resource"))
        .build();
  }

  /// One resource with one scope that holds the metrics.
  public static Batch metrics(Metric... metrics) {
    return batch(metricsRequest(resource("shop"), metrics));
  }

  /// One resource with one scope that holds the metrics.
  public static ExportMetricsServiceRequest metricsRequest(Resource resource, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(scope("test"))
                        .addAllMetrics(Arrays.asList(metrics))
                        .setSchemaUrl("https://example/scope"))
                .setSchemaUrl("https://example/resource"))
        .build();
  }

  /// One profile with `samples` samples, with the dictionary that it needs.
  public static ExportProfilesServiceRequest profilesRequest(Resource resource, int samples) {
    List<Sample> all =
        IntStream.range(0, samples)
            .mapToObj(i -> Sample.newBuilder().addValues(i + 1).build())
            .toList();
    return ExportProfilesServiceRequest.newBuilder()
        .addResourceProfiles(
            ResourceProfiles.newBuilder()
                .setResource(resource)
                .addScopeProfiles(
                    ScopeProfiles.newBuilder()
                        .setScope(scope("test"))
                        .addProfiles(
                            Profile.newBuilder()
                                .setProfileId(traceId(7))
                                .setTimeUnixNano(TIME)
                                .addAllSamples(all))))
        .setDictionary(ProfilesDictionary.newBuilder().addStringTable(""))
        .build();
  }

  /// `items` simple items of any signal: spans, log records, gauge points or samples, each with a
  /// number of its own, counted from `first`.
  public static Batch batch(Signal signal, int items, long first) {
    Resource shop = resource("shop");
    return switch (signal) {
      case TRACES ->
          batch(spansRequest(shop, numbered(items, first, Span[]::new, n -> span("a" + n, n))));
      case LOGS ->
          batch(logsRequest(shop, numbered(items, first, LogRecord[]::new, n -> log("a" + n))));
      case METRICS ->
          batch(
              metricsRequest(
                  shop,
                  numbered(
                      items, first, Metric[]::new, n -> TestMetrics.gauge("a" + n, (double) n))));
      case PROFILES -> batch(profilesRequest(shop, items));
    };
  }

  /// `items` simple items of any signal.
  public static Batch batch(Signal signal, int items) {
    return batch(signal, items, 0);
  }

  /// A batch of one of the four official request messages.
  public static Batch batch(MessageLite request) {
    return batch(request, RequestInfo.NONE);
  }

  /// A batch of one of the four official request messages.
  public static Batch batch(MessageLite request, RequestInfo info) {
    byte[] message = request.toByteArray();
    byte[] buffer = new byte[message.length + 2 * AROUND.length];
    Arrays.fill(buffer, AROUND[0]);
    System.arraycopy(message, 0, buffer, AROUND.length, message.length);
    OtlpMessage decoded = OtlpMessage.of(request);
    return Batch.of(decoded.signal(), buffer, AROUND.length, message.length, decoded.items(), info);
  }

  /// A request that came with these headers, given as names and values in turn.
  public static RequestInfo headers(String... namesAndValues) {
    Map<String, List<String>> metadata = new HashMap<>();
    TestContext.pairs(namesAndValues).forEach((name, value) -> metadata.put(name, List.of(value)));
    return new RequestInfo(
        Map.copyOf(metadata), "192.0.2.1:4242", Map.of(), RequestInfo.NO_DEADLINE);
  }

  /// A `google.rpc.Status` that says when to come back.
  ///
  /// @param code of gRPC
  public static byte[] retryInfo(int code, Duration delay) {
    ProtoWriter out = new ProtoWriter();
    out.uint64(1, code);
    out.string(2, "slow down");
    int any = out.beginMessage(3);
    out.string(1, "type.googleapis.com/google.rpc.RetryInfo");
    int info = out.beginMessage(2);
    int duration = out.beginMessage(1);
    out.uint64(1, delay.getSeconds());
    out.uint64(2, delay.getNano());
    out.endMessage(duration);
    out.endMessage(info);
    out.endMessage(any);
    return out.toByteArray();
  }

  /// A trace id that ends in `low`.
  public static ByteString traceId(long low) {
    return bytes(0x1234_5678_9ABC_DEF0L).concat(bytes(low));
  }

  private static ByteString bytes(long value) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(value).flip());
  }

  private static List<KeyValue> entries(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> attribute(String.valueOf(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static <T> T[] numbered(
      int items, long first, IntFunction<T[]> array, LongFunction<T> item) {
    return LongStream.range(first, first + items).mapToObj(item).toArray(array);
  }
}
