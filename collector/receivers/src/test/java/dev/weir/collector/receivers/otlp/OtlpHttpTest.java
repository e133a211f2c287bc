package dev.weir.collector.receivers.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.grpc.RetryInfo;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.RawHttp.Answer;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpTest {
  static final String PROTOBUF = "content-type: application/x-protobuf";
  static final String JSON = "content-type: application/json";

  static final String HEAD = "POST /v1/traces HTTP/1.1\r\nhost: x\r\n" + PROTOBUF + "\r\n";
  static final Duration HELD = Duration.ofMillis(700);

  final RecordingConsumer traces = new RecordingConsumer();
  final TestContext context = new TestContext("otlp").consumer(Signal.TRACES, traces);
  final OtlpReceiver receiver =
      (OtlpReceiver) new OtlpReceiverFactory().create(TestConfigs.withMetadata(), context);

  @BeforeEach
  void start() {
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.shutdown(Deadline.after(Duration.ofSeconds(10)));
    await().untilAsserted(() -> assertThat(context.memory().reserved()).isZero());
  }

  @Test
  void success_carriesAnEmptyPartialSuccess() {
    Answer protobuf = post(request(3), PROTOBUF);
    assertThat(protobuf.status()).isEqualTo(200);
    assertThat(protobuf.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(protobuf.bytes()).containsExactly(0x0A, 0x00);
    Answer json = post("{\"resourceSpans\":[]}".getBytes(UTF_8), JSON);
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.header("content-type")).isEqualTo("application/json");
    assertThat(json.body()).isEqualTo("{\"partialSuccess\":{}}");
    assertThat(traces.items()).isEqualTo(3);
  }

  @Test
  void json_isTaken() {
    Answer answer =
        post(
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C",
            "spanId":"eee19b7ec3c1b174","name":"käse","kind":2}]}]}]}
            """
                .getBytes(UTF_8),
            "Content-Type: Application/JSON; charset=utf-8");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(traces.spanNames()).containsExactly("käse");
  }

  @ParameterizedTest
  @EnumSource
  void compressed_isTakenAndKeptAsItCame(Compression compression) {
    byte[] compressed = compression.compress(ByteRange.of(request(3)), Compression.DEFAULT_LEVEL);
    Answer answer = post(compressed, PROTOBUF, "content-encoding: " + compression.encoding());
    assertThat(answer.status()).isEqualTo(200);
    Batch batch = traces.batches().getFirst();
    assertThat(Objects.requireNonNull(batch.encoded()).encoding())
        .isEqualTo(compression.encoding());
    assertThat(batch.encoded().bytes()).isEqualTo(compressed);
  }

  /// Zeros that would take 64 MiB, where 20 MiB may come out.
  @ParameterizedTest
  @EnumSource
  void bomb_isRefusedAndCounted(Compression compression) {
    byte[] bomb = compression.compress(ByteRange.of(new byte[64 << 20]), Compression.DEFAULT_LEVEL);
    Answer answer = post(bomb, PROTOBUF, "content-encoding: " + compression.encoding());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(message(answer)).isEqualTo("http: request body too large");
    assertThat(turnedDown("too_large")).isEqualTo(1);
    assertThat(traces.calls()).isZero();
  }

  @Test
  void unknownEncoding_isRefusedAndCounted() {
    Answer answer = post(request(1), PROTOBUF, "content-encoding: br");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(message(answer)).isEqualTo("unsupported Content-Encoding: br");
    assertThat(turnedDown("unreadable")).isEqualTo(1);
  }

  @Test
  void tooLarge_declaredOrNot_isRefusedAndCounted() {
    try (RawHttp declared = new RawHttp(address())) {
      declared.send(HEAD + "content-length: 20971521\r\n\r\n");
      assertThat(declared.read().status()).isEqualTo(400);
    }
    try (RawHttp undeclared = new RawHttp(address())) {
      undeclared.send(HEAD + "transfer-encoding: chunked\r\n\r\n1400001\r\n");
      undeclared.send(new byte[0x1400001]);
      assertThat(undeclared.read().status()).isEqualTo(400);
    }
    assertThat(turnedDown("too_large")).isEqualTo(2);
    assertThat(traces.calls()).isZero();
  }

  @Test
  void clientThatDisconnectsMidway_leavesNothingBehind() {
    try (RawHttp client = new RawHttp(address())) {
      client.send(HEAD + "content-length: 100000\r\n\r\n").send(new byte[50_000]);
      await().until(() -> context.memory().reserved() >= 100_000);
    }
    await().until(() -> context.memory().reserved() == 0);
    assertThat(traces.calls()).isZero();
  }

  @Test
  void emptyRequests_areAcknowledgedWithoutThePipeline() {
    assertThat(post(new byte[0], PROTOBUF).status()).isEqualTo(200);
    assertThat(post("{}".getBytes(UTF_8), JSON).status()).isEqualTo(200);
    assertThat(traces.calls()).isZero();
    assertThat(post(new byte[0], JSON).status()).isEqualTo(400);
  }

  @Test
  void wrongMethodAndContentType_areSaidInPlainText() {
    try (RawHttp client = new RawHttp(receiver.httpAddress())) {
      client.send("GET /v1/traces HTTP/1.1\r\nhost: x\r\n\r\n");
      Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("content-type")).isEqualTo("text/plain");
      assertThat(answer.body()).isEqualTo("405 method not allowed, supported: [POST]");
    }
    for (String type : new String[] {"content-type: application/protobuf", "x-none: none"}) {
      Answer answer = post(new byte[3], type);
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.header("content-type")).isEqualTo("text/plain");
      assertThat(answer.body())
          .isEqualTo(
              "415 unsupported media type, supported: [application/json, application/x-protobuf]");
    }
  }

  @Test
  void signalWithoutPipeline_isNotThere() {
    assertThat(RawHttp.post(address(), "/v1/metrics", new byte[0], PROTOBUF).status())
        .isEqualTo(404);
    Answer redirected = RawHttp.post(address(), "//v1/traces", new byte[0], PROTOBUF);
    assertThat(redirected.status()).isEqualTo(307);
    assertThat(redirected.header("location")).isEqualTo("/v1/traces");
  }

  @Test
  void truncated_isRefusedWithItsOffset() {
    byte[] whole = request(2);
    byte[] truncated = Arrays.copyOf(whole, whole.length - 1);
    Answer answer = post(truncated, PROTOBUF);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(code(answer)).isEqualTo(3);
    assertThat(message(answer)).startsWith("Malformed OTLP: ").contains("at byte");
    assertThat(turnedDown("malformed")).isEqualTo(1);
    assertThat(traces.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{bad",
        "",
        "[1",
        "{\"resourceSpans\":5}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"00\"}]}]}]}"
      })
  void badJson_isRefusedInJson(String text) {
    Answer answer = post(text.getBytes(UTF_8), JSON);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body()).startsWith("{\"code\":3,\"message\":\"Malformed OTLP/JSON: ");
  }

  @Test
  void jsonThatIsNotUtf8_isTheClientsFault() {
    byte[] text = "{\"resourceSpans\":[{\"schemaUrl\":\"x\"}]}".getBytes(UTF_8);
    text[32] = (byte) 0xFF;
    assertThat(post(text, JSON).status()).isEqualTo(400);
  }

  @Test
  void deepNesting_isRefused() {
    int depth = 100_000;
    String deep =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":"
            + "{\"arrayValue\":{\"values\":[".repeat(depth)
            + "]}}".repeat(depth)
            + "}]}}]}";
    assertThat(post(deep.getBytes(UTF_8), JSON).status()).isEqualTo(400);
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < 3_000; i++) {
      value = bytesField(5, bytesField(1, value));
    }
    ByteString attribute = bytesField(2, value);
    ByteString nested = bytesField(1, bytesField(1, bytesField(1, attribute)));
    Answer answer = post(nested.toByteArray(), PROTOBUF);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void idOfWrongLength_isRefused() {
    byte[] bad = spanRequest(Span.newBuilder().setTraceId(ByteString.copyFrom(new byte[15])));
    assertThat(post(bad, PROTOBUF).status()).isEqualTo(400);
  }

  @Test
  void fieldThatStandsTwice_countsAsTheLastOne() {
    ByteString twice =
        Span.newBuilder()
            .setName("first")
            .build()
            .toByteString()
            .concat(Span.newBuilder().setName("second").build().toByteString());
    ByteString request = bytesField(1, bytesField(2, bytesField(2, twice)));
    assertThat(post(request.toByteArray(), PROTOBUF).status()).isEqualTo(200);
    assertThat(traces.spanNames()).containsExactly("second");
  }

  @Test
  void extremeTimestamps_pass() {
    byte[] request =
        spanRequest(Span.newBuilder().setName("x").setStartTimeUnixNano(-1).setEndTimeUnixNano(1));
    assertThat(post(request, PROTOBUF).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200",
    "18446744073709551615, 200",
    "\"18446744073709551615\", 200",
    "-1, 400",
    "\"-1\", 400",
    "18446744073709551616, 400",
    "1e300, 400",
    "\"2026-01-01T00:00:00Z\", 400"
  })
  void timestampsInJson_passWhereTheyFit(String time, int status) {
    String span = "{\"name\":\"x\",\"startTimeUnixNano\":" + time + "}";
    String request = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}";
    assertThat(post(request.getBytes(UTF_8), JSON).status()).isEqualTo(status);
    assertThat(traces.items()).isEqualTo(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answerThatIsHeldBack_comesLaterAndKeepsNoMemory(boolean mayBlock) {
    traces.mayBlock(mayBlock);
    context.memory().answerDelay(HELD);
    try (RawHttp client = new RawHttp(address())) {
      long start = System.nanoTime();
      client.post("/v1/traces", request(2), PROTOBUF).post("/v1/traces", request(3), PROTOBUF);
      await().until(() -> traces.items() == 2 && context.memory().reserved() == 0);
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThan(HELD.toNanos());
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThan(2 * HELD.toNanos());
      assertThat(traces.items()).isEqualTo(5);
    }
  }

  @Test
  void answerThatIsHeldBack_isSentAtShutdownToo_andMayBeLeftByItsClient() {
    context.memory().answerDelay(HELD);
    try (RawHttp client = new RawHttp(address())) {
      client.post("/v1/traces", request(1), PROTOBUF);
      await().until(() -> traces.items() == 1);
    }
    try (RawHttp client = new RawHttp(address())) {
      client.post("/v1/traces", request(1), PROTOBUF);
      await().until(() -> traces.items() == 2);
      receiver.shutdown(Deadline.after(Duration.ofSeconds(10)));
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void stringThatIsNotUtf8_isRepairedCountedAndWarnedOf() {
    byte[] request = spanRequest(Span.newBuilder().setName("k#se"));
    for (int i = 0; i < request.length; i++) {
      request[i] = request[i] == '#' ? (byte) 0xE4 : request[i];
    }
    byte[] compressed = Compression.GZIP.compress(ByteRange.of(request), Compression.DEFAULT_LEVEL);
    assertThat(post(compressed, PROTOBUF, "content-encoding: gzip").status()).isEqualTo(200);
    assertThat(traces.spanNames()).containsExactly("k\uFFFDse");
    assertThat(traces.batches().getFirst().encoded()).isNull();
    assertThat(context.log().lines().toString()).contains("not UTF-8");
  }

  @Test
  void refusalForNow_carriesRetryAfterAndRetryInfo() {
    traces.answer(_ -> new RetryableRefusal("full", Duration.ofMillis(1500)));
    Answer protobuf = post(request(1), PROTOBUF);
    assertThat(protobuf.status()).isEqualTo(503);
    assertThat(protobuf.header("retry-after")).isEqualTo("2");
    assertThat(code(protobuf)).isEqualTo(14);
    assertThat(message(protobuf)).isEqualTo("full");
    assertThat(RetryInfo.delay(protobuf.bytes())).isEqualTo(Duration.ofMillis(1500));
    Answer json = post(oneSpanOfJson(), JSON);
    assertThat(json.status()).isEqualTo(503);
    assertThat(json.body())
        .isEqualTo(
            "{\"code\":14,\"message\":\"full\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1.5s\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"INVALID,400,3", "TOO_LARGE,413,8", "REJECTED,500,13"})
  void refusalForGood_isAnsweredByItsReason(Reason reason, int httpStatus, int code) {
    traces.answer(_ -> new PermanentRefusal(reason, "never \"ever\""));
    Answer answer = post(request(1), PROTOBUF);
    assertThat(answer.status()).isEqualTo(httpStatus);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(post(oneSpanOfJson(), JSON).body())
        .isEqualTo("{\"code\":" + code + ",\"message\":\"never \\\"ever\\\"\"}");
  }

  @Test
  void noMemory_isRefusedForNow() {
    context.memory().limited(true);
    Answer answer = post(request(1), PROTOBUF);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(code(answer)).isEqualTo(14);
    assertThat(turnedDown("memory")).isEqualTo(1);
  }

  @Test
  void metadataAndPeer_reachThePipeline() {
    post(request(1), PROTOBUF, "X-Tenant: a", "x-tenant: b");
    RequestInfo info = traces.batches().getFirst().request();
    assertThat(info.metadata("x-tenant")).containsExactly("a", "b");
    assertThat(info.metadata("Host")).containsExactly("localhost");
    assertThat(info.peerAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void shutdown_letsRequestsEnd() throws InterruptedException {
    traces.mayBlock(true).block();
    try (RawHttp client = new RawHttp(address())) {
      client.post("/v1/traces", request(1), PROTOBUF);
      traces.awaitWaiting(1);
      Thread stopping =
          Thread.startVirtualThread(
              () -> receiver.shutdown(Deadline.after(Duration.ofSeconds(10))));
      traces.release();
      assertThat(client.read().status()).isEqualTo(200);
      stopping.join();
    }
    assertThat(traces.items()).isEqualTo(1);
  }

  private Answer post(byte[] body, String... headers) {
    return RawHttp.post(address(), "/v1/traces", body, headers);
  }

  private SocketAddress address() {
    return receiver.httpAddress();
  }

  private double turnedDown(String reason) {
    return context
        .telemetry()
        .value(
            "otelcol_receiver_turned_down_requests",
            "component",
            "otlp",
            "reason",
            reason,
            "signal",
            "traces",
            "transport",
            "http");
  }

  /// The code of a `google.rpc.Status`.
  private static long code(Answer answer) {
    return status(answer).getField(1).getVarintList().getFirst();
  }

  private static String message(Answer answer) {
    return status(answer).getField(2).getLengthDelimitedList().getFirst().toStringUtf8();
  }

  private static UnknownFieldSet status(Answer answer) {
    try {
      return UnknownFieldSet.parseFrom(answer.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] request(int spans) {
    return TestData.batch(Signal.TRACES, spans).range().toByteArray();
  }

  private static byte[] oneSpanOfJson() {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}"
        .getBytes(UTF_8);
  }

  private static byte[] spanRequest(Span.Builder span) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(span);
    return request.build().toByteArray();
  }

  /// A field of bytes, as protobuf writes it.
  private static ByteString bytesField(int number, ByteString value) {
    ByteString.Output out = ByteString.newOutput();
    out.write((number << 3) | 2);
    int rest = value.size();
    for (; rest >= 0x80; rest >>>= 7) {
      out.write((rest & 0x7F) | 0x80);
    }
    out.write(rest);
    return out.toByteString().concat(value);
  }
}
