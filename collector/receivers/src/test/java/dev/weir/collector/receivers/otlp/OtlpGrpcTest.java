package dev.weir.collector.receivers.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.grpc.GrpcHandler;
import dev.weir.collector.helper.grpc.RetryInfo;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpGrpcTest {
  static final int LIMIT = 4 << 20;
  static final Duration HELD = Duration.ofMillis(700);
  static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  final RecordingConsumer traces = new RecordingConsumer();
  final TestContext context = new TestContext("otlp").consumer(Signal.TRACES, traces);
  final OtlpReceiver receiver =
      (OtlpReceiver) new OtlpReceiverFactory().create(TestConfigs.withMetadata(), context);

  @SuppressWarnings("NullAway.Init") // in start()
  GrpcClient client;

  @BeforeEach
  void start() {
    receiver.start();
    client = new GrpcClient(receiver.grpcAddress());
  }

  @AfterEach
  void stop() {
    client.close();
    receiver.shutdown(Deadline.after(Duration.ofSeconds(10)));
    await().untilAsserted(() -> assertThat(context.memory().reserved()).isZero());
  }

  @Test
  void success_carriesAnEmptyPartialSuccess() {
    assertThat(client.export(Signal.TRACES, request(3))).containsExactly(0x0A, 0x00);
    assertThat(traces.items()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "snappy"})
  void compressed_isTakenAndKeptAsItCame(String encoding) {
    byte[] request = request(30);
    byte[] answer =
        client.export(Signal.TRACES, request, CallOptions.DEFAULT.withCompression(encoding));
    assertThat(answer).containsExactly(0x0A, 0x00);
    Batch batch = traces.batches().getFirst();
    assertThat(batch.range().toByteArray()).isEqualTo(request);
    byte[] compressed = Objects.requireNonNull(batch.encoded()).bytes();
    Compression compression = Objects.requireNonNull(Compression.ofEncoding(encoding));
    assertThat(compression.decompress(ByteRange.of(compressed), LIMIT).toByteArray())
        .isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "lz4"})
  void unknownEncoding_isUnimplemented(String encoding) {
    Compression registered = Objects.requireNonNull(Compression.ofEncoding(encoding));
    StatusRuntimeException e =
        failure(request(1), CallOptions.DEFAULT.withCompression(registered.encoding()));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void emptyMessage_isAcknowledgedWithoutThePipeline() {
    assertThat(client.export(Signal.TRACES, new byte[0])).containsExactly(0x0A, 0x00);
    assertThat(traces.calls()).isZero();
  }

  @Test
  void signalWithoutPipeline_isUnimplemented() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.export(Signal.LOGS, new byte[0]));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void malformedMessage_isTheClientsFault() {
    byte[] whole = request(2);
    StatusRuntimeException e = failure(Arrays.copyOf(whole, whole.length - 1), CallOptions.DEFAULT);
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(e.getStatus().getDescription()).startsWith("Malformed OTLP: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd", "snappy"})
  void messageOfExactlyTheLimit_passes_oneByteMoreIsExhausted(String encoding) {
    CallOptions options = CallOptions.DEFAULT.withCompression(encoding);
    assertThat(client.export(Signal.TRACES, requestOfSize(LIMIT), options)).isNotEmpty();
    StatusRuntimeException e = failure(requestOfSize(LIMIT + 1), options);
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(e.getStatus().getDescription()).contains("larger than max").contains("4194304");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void muchLargerMessage_isExhausted(String encoding) {
    StatusRuntimeException e =
        failure(noise(3 * LIMIT), CallOptions.DEFAULT.withCompression(encoding));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "snappy"})
  void bomb_isExhaustedAndCounted(String encoding) {
    StatusRuntimeException e =
        failure(new byte[16 * LIMIT], CallOptions.DEFAULT.withCompression(encoding));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(turnedDown("too_large")).isEqualTo(1);
    assertThat(traces.calls()).isZero();
  }

  @Test
  void damagedCompression_isTheClientsFault() {
    // a message that begins with a marker byte, which only compressed ones do
    StatusRuntimeException e =
        failure(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, CallOptions.DEFAULT);
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(e.getStatus().getDescription()).contains("failed to decompress");
  }

  @Test
  void refusalForNow_carriesRetryInfo() {
    traces.answer(_ -> new RetryableRefusal("full", Duration.ofMillis(1500)));
    StatusRuntimeException e = failure(request(1), CallOptions.DEFAULT);
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(e.getStatus().getDescription()).isEqualTo("full");
    byte[] details = Objects.requireNonNull(Objects.requireNonNull(e.getTrailers()).get(DETAILS));
    assertThat(RetryInfo.delay(details)).isEqualTo(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @CsvSource({"INVALID,INVALID_ARGUMENT", "TOO_LARGE,RESOURCE_EXHAUSTED", "REJECTED,INTERNAL"})
  void refusalForGood_isAnsweredByItsReason(Reason reason, Status.Code code) {
    traces.answer(_ -> new PermanentRefusal(reason, "never"));
    assertThat(failure(request(1), CallOptions.DEFAULT).getStatus())
        .extracting(Status::getCode, Status::getDescription)
        .containsExactly(code, "never");
  }

  @Test
  void noMemory_isRefusedForNow() {
    context.memory().limited(true);
    StatusRuntimeException e = failure(request(1), CallOptions.DEFAULT);
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    byte[] details = Objects.requireNonNull(Objects.requireNonNull(e.getTrailers()).get(DETAILS));
    assertThat(RetryInfo.delay(details)).isEqualTo(Duration.ofSeconds(1));
    assertThat(turnedDown("memory")).isEqualTo(1);
  }

  @Test
  void callThatComesTooSlowly_isCountedAsSuch() {
    var handler = new OtlpGrpcHandler(new OtlpIntake(Signal.TRACES, traces, "grpc", context));
    handler.turnedDown(new RetryableRefusal("slow", null, GrpcHandler.TOO_SLOW));
    assertThat(turnedDown("too_slow")).isEqualTo(1);
  }

  @Test
  void noMemoryForTheMessage_isRefusedForNow() {
    context.memory().limit(100_000, 100_000);
    assertThat(failure(requestOfSize(1 << 20), CallOptions.DEFAULT).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");
    assertThat(failure(requestOfSize(1 << 20), gzip).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(traces.calls()).isZero();
    assertThat(client.export(Signal.TRACES, request(1))).isNotEmpty();
  }

  @Test
  void metadataPeerAndDeadline_reachThePipeline() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("X-Tenant", Metadata.ASCII_STRING_MARSHALLER), "a");
    byte[] _ = client.exportWith(headers, Signal.TRACES, request(1));
    RequestInfo info = traces.batches().getFirst().request();
    assertThat(info.metadata("x-tenant")).containsExactly("a");
    assertThat(info.metadata(":authority")).hasSize(1);
    assertThat(info.peerAddress()).isEqualTo("127.0.0.1");
    assertThat(info.deadlineNanos()).isEqualTo(RequestInfo.NO_DEADLINE);
    byte[] _ =
        client.export(
            Signal.TRACES, request(1), CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
    assertThat(traces.batches().getLast().request().remainingNanos())
        .isBetween(TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(30));
  }

  @Test
  void pipelineThatMayBlock_isCalledOnVirtualThreads() {
    byte[] _ = client.export(Signal.TRACES, request(1));
    assertThat(traces.callers()).allMatch(thread -> !thread.isVirtual());
    traces.mayBlock(true);
    byte[] _ = client.export(Signal.TRACES, request(1));
    assertThat(traces.callers()).anyMatch(Thread::isVirtual);
  }

  @Test
  void severalMessagesInOneCall_areAllTaken() throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    StreamObserver<byte[]> requests = stream(answer);
    requests.onNext(request(1));
    requests.onNext(request(2));
    requests.onCompleted();
    assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactly(0x0A, 0x00);
    assertThat(traces.items()).isEqualTo(3);
  }

  @Test
  void callWithoutMessage_isAnswered() {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    stream(answer).onCompleted();
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("INVALID_ARGUMENT");
  }

  @Test
  void clientThatDisconnectsMidway_leavesNothingBehind() {
    StreamObserver<byte[]> requests = stream(new CompletableFuture<>());
    requests.onNext(requestOfSize(1 << 20));
    await().until(() -> context.memory().reserved() >= 1 << 20);
    client.close();
    await().until(() -> context.memory().reserved() == 0);
    assertThat(traces.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answerThatIsHeldBack_comesLaterAndKeepsNoMemory(boolean mayBlock) throws Exception {
    traces.mayBlock(mayBlock);
    context.memory().answerDelay(HELD);
    long start = System.nanoTime();
    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(() -> client.export(Signal.TRACES, request(2)));
    await().until(() -> traces.items() == 2 && context.memory().reserved() == 0);
    assertThat(answer).isNotDone();
    assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactly(0x0A, 0x00);
    assertThat(System.nanoTime() - start).isGreaterThan(HELD.toNanos());
  }

  @Test
  void answerThatIsHeldBack_isSentAtShutdownToo_andMayBeLeftByItsClient() throws Exception {
    context.memory().answerDelay(HELD);
    StatusRuntimeException e =
        failure(request(1), CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(() -> client.export(Signal.TRACES, request(1)));
    await().until(() -> traces.items() == 2);
    receiver.shutdown(Deadline.after(Duration.ofSeconds(10)));
    assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactly(0x0A, 0x00);
    assertThat(context.log().messages(Log.Level.ERROR)).isEmpty();
  }

  @Test
  void clientThatGivesUp_doesNotDisturb() {
    traces.mayBlock(true).block();
    StatusRuntimeException e =
        failure(request(1), CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    traces.release();
    await().until(() -> traces.items() == 1);
    assertThat(client.export(Signal.TRACES, request(1))).isNotEmpty();
  }

  @Test
  void http1_isAnsweredOrClosed() {
    try (RawHttp http1 = new RawHttp(receiver.grpcAddress())) {
      http1.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").awaitClose();
    }
  }

  @Test
  void shutdown_letsCallsEnd() throws Exception {
    traces.mayBlock(true).block();
    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(() -> client.export(Signal.TRACES, request(1)));
    traces.awaitWaiting(1);
    Thread stopping =
        Thread.startVirtualThread(() -> receiver.shutdown(Deadline.after(Duration.ofSeconds(10))));
    traces.release();
    assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactly(0x0A, 0x00);
    stopping.join();
    assertThat(traces.items()).isEqualTo(1);
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
            "grpc");
  }

  private StatusRuntimeException failure(byte[] request, CallOptions options) {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.export(Signal.TRACES, request, options));
    assertThat(e).isNotNull();
    return e;
  }

  private StreamObserver<byte[]> stream(CompletableFuture<byte[]> answer) {
    MethodDescriptor<byte[], byte[]> method =
        GrpcClient.method(Signal.TRACES).toBuilder()
            .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
            .build();
    ClientCall<byte[], byte[]> call = client.channel().newCall(method, CallOptions.DEFAULT);
    return ClientCalls.asyncClientStreamingCall(
        call,
        new StreamObserver<>() {
          @Override
          public void onNext(byte[] value) {
            answer.complete(value);
          }

          @Override
          public void onError(Throwable e) {
            answer.completeExceptionally(e);
          }

          @Override
          public void onCompleted() {}
        });
  }

  private static byte[] request(int spans) {
    return TestData.batch(Signal.TRACES, spans).range().toByteArray();
  }

  /// One span whose name fills the request.
  private static byte[] requestOfSize(int size) {
    int name = size - 20;
    byte[] request = named(name);
    while (request.length != size) {
      name += size - request.length;
      request = named(name);
    }
    return request;
  }

  private static byte[] named(int length) {
    byte[] name = new byte[length];
    Arrays.fill(name, (byte) 'n');
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(Span.newBuilder().setName(new String(name, UTF_8)));
    return request.build().toByteArray();
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
