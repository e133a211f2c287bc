package dev.weir.collector.exporters.otlpgrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.Status;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.testkit.ExporterContract;
import dev.weir.collector.testkit.GrpcPeer;
import dev.weir.collector.testkit.GrpcPeer.Behaviour;
import dev.weir.collector.testkit.TcpPeer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.grpc.Status.Code;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpGrpcTest extends ExporterContract<OtlpGrpcConfig> {
  private static final RetryConfig QUICK =
      new RetryConfig(
          true, Duration.ofMillis(10), 0, 1, Duration.ofMillis(10), Duration.ofMinutes(5));
  private static final RetryConfig NO_RETRY =
      new RetryConfig(false, Duration.ZERO, 0, 1, Duration.ZERO, Duration.ZERO);

  private final GrpcPeer peer = GrpcPeer.start();
  private final TestContext context = new TestContext("otlp_grpc");

  OtlpGrpcTest() {
    super(new OtlpGrpcFactory());
  }

  @Override
  protected OtlpGrpcConfig config() {
    return config(client(peer.endpoint(), "gzip"), QueueConfig.defaults(), QUICK);
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("endpoint");
  }

  @Override
  protected long delivered(Signal signal) {
    return peer.items(signal);
  }

  @AfterEach
  void stop() {
    peer.close();
    assertThat(context.memory().reserved()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "gzip", "snappy", "zstd"})
  void compression_isUndoneByOthers(String compression) {
    // grpc-java knows gzip alone, so the others are looked at as they arrive
    if (compression.equals("snappy") || compression.equals("zstd")) {
      assertThat(send(client(peer.endpoint(), compression), spans(100)))
          .hasMessageContaining("code = Unimplemented")
          .hasMessageContaining(compression);
      return;
    }
    deliver(client(peer.endpoint(), compression), spans(100));

    assertThat(peer.items(Signal.TRACES)).isEqualTo(100);
  }

  @Test
  void compressedFormOfTheSameKind_isPassedOnAsItIs() {
    Batch two = spans(2);
    Batch three = spans(3);
    byte[] gzipOfThree = Compression.GZIP.compress(three.range(), Compression.DEFAULT_LEVEL);

    deliver(client(peer.endpoint(), "gzip"), two.withEncoded(new Encoded("gzip", gzipOfThree)));
    deliver(client(peer.endpoint(), "gzip"), two.withEncoded(new Encoded("zstd", gzipOfThree)));
    deliver(client(peer.endpoint(), "none"), two.withEncoded(new Encoded("gzip", gzipOfThree)));

    assertThat(peer.arrivals())
        .extracting(arrival -> arrival.message().items())
        .containsExactly(3, 2, 2);
  }

  @Test
  void joinedBatch_arrivesWhole() {
    Batch joined =
        Batch.join(
            List.of(
                TestData.batch(Signal.TRACES, 5, 0),
                TestData.batch(Signal.TRACES, 6, 5),
                TestData.batch(Signal.TRACES, 7, 11)),
            RequestInfo.NONE);

    deliver(client(peer.endpoint(), "none"), joined);
    deliver(client(peer.endpoint(), "gzip"), joined);

    assertThat(peer.items(Signal.TRACES)).isEqualTo(36);
    assertThat(joined.ranges()).hasSize(3);
  }

  @Test
  void headers_areSent() {
    GrpcClientConfig plain = client(peer.endpoint(), "gzip");
    deliver(
        new GrpcClientConfig(
            plain.endpoint(),
            plain.compression(),
            plain.tls(),
            null,
            0,
            0,
            true,
            Map.of("X-Tenant", new Secret("shop")),
            "someone/1",
            "pick_first",
            "authority.example",
            null,
            List.of()),
        spans(1));

    GrpcPeer.Arrival arrival = peer.arrivals().getFirst();
    assertThat(arrival.header("x-tenant")).isEqualTo("shop");
    assertThat(arrival.header("user-agent")).startsWith("someone/1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns:///", "passthrough:///", "http://"})
  void endpoint_mayHaveAScheme(String scheme) {
    deliver(client(scheme + peer.endpoint(), "none"), spans(1));

    assertThat(peer.items(Signal.TRACES)).isEqualTo(1);
  }

  @Test
  void ipv6Endpoint_isReached() {
    try (GrpcPeer ipv6 = GrpcPeer.start("::1")) {
      deliver(client("[::1]:" + ipv6.port(), "none"), spans(1));

      assertThat(ipv6.items(Signal.TRACES)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "CANCELLED",
        "DEADLINE_EXCEEDED",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNAVAILABLE",
        "DATA_LOSS"
      })
  void retryableStatus_isSentAgain(Code code) {
    AtomicInteger calls = new AtomicInteger();
    peer.answer(request ->
        (calls.incrementAndGet() < 3 ? GrpcPeer.status(code, "later") : GrpcPeer.accept())
            .to(request));
    Exporter exporter = started(config());
    exporter.consume(spans(4));

    await().untilAsserted(() -> assertThat(peer.items(Signal.TRACES)).isEqualTo(4));
    exporter.shutdown(soon());
    assertThat(context.telemetry().value("otelcol_exporter_retry_attempts")).isEqualTo(2);
    assertThat(context.losses().all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "UNKNOWN", "INVALID_ARGUMENT", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "UNIMPLEMENTED", "INTERNAL", "UNAUTHENTICATED"
      })
  void permanentStatus_isNotSentAgain(Code code) {
    peer.answer(GrpcPeer.status(code, "never"));
    Exporter exporter = started(config());
    exporter.consume(spans(4));

    await().untilAsserted(() -> assertThat(context.losses().items("rejected")).isEqualTo(4));
    exporter.shutdown(soon());
    assertThat(peer.refused()).hasSize(1);
    assertThat(context.losses().all().getFirst().detail()).contains("never");
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"})
  void throttled_waitsAsLongAsTheServerSays(Code code) {
    AtomicInteger calls = new AtomicInteger();
    Behaviour slowly = GrpcPeer.throttle(code, Duration.ofMillis(300));
    peer.answer(request -> (calls.incrementAndGet() == 1 ? slowly : GrpcPeer.accept()).to(request));
    Exporter exporter = started(config());
    long start = System.nanoTime();
    exporter.consume(spans(4));

    await().untilAsserted(() -> assertThat(peer.items(Signal.TRACES)).isEqualTo(4));
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(300).toNanos());
    exporter.shutdown(soon());
  }

  @Test
  void largerThanTheServerTakes_arrivesInPieces() {
    try (GrpcPeer small = GrpcPeer.limited(20_000)) {
      Exporter exporter =
          started(config(client(small.endpoint(), "none"), QueueConfig.defaults(), QUICK));
      exporter.consume(spans(2000));

      await().untilAsserted(() -> assertThat(small.items(Signal.TRACES)).isEqualTo(2000));
      exporter.shutdown(soon());
      assertThat(context.losses().all()).isEmpty();
    }
  }

  @Test
  void partialSuccess_isCountedAndNotSentAgain() {
    peer.answer(
        GrpcPeer.bytes(
            ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(
                    ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(2)
                        .setErrorMessage("two are too old"))
                .build()
                .toByteArray()));

    deliver(client(peer.endpoint(), "gzip"), spans(5));

    assertThat(context.telemetry().value("otelcol_exporter_rejected_items")).isEqualTo(2);
    assertThat(context.losses().items("partial_success")).isEqualTo(2);
    assertThat(context.log().messages(Log.Level.WARN)).contains("Partial success response");
    assertThat(peer.arrivals()).hasSize(1);
  }

  @Test
  void answerThatIsNoOtlp_isRefusedForGood() {
    peer.answer(GrpcPeer.bytes(new byte[] {1, 2, 3}));

    assertThat(send(client(peer.endpoint(), "gzip"), spans(5)))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void serverThatNeverAnswers_isGivenUpAfterTheTimeout() {
    peer.answer(GrpcPeer.stall());
    OtlpGrpcConfig config =
        new OtlpGrpcConfig(
            client(peer.endpoint(), "gzip"),
            Duration.ofMillis(100),
            QueueConfig.disabled(),
            NO_RETRY);

    assertThat(send(config, spans(5)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("code = DeadlineExceeded");
  }

  @Test
  void serverThatIsDown_getsEverythingWhenItIsUpAgain() {
    int port = TcpPeer.unusedPort();
    Exporter exporter =
        started(config(client("localhost:" + port, "gzip"), QueueConfig.defaults(), QUICK));
    exporter.consume(spans(4));
    await()
        .untilAsserted(() -> {
          assertThat(context.status().level()).isEqualTo(Status.Level.RECOVERABLE_ERROR);
          assertThat(context.status().reports().getLast().reason())
              .contains("code = Unavailable")
              .contains("refused");
        });

    try (GrpcPeer up = GrpcPeer.start(port)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(up.items(Signal.TRACES)).isEqualTo(4));
      exporter.shutdown(soon());
      assertThat(context.status().level()).isEqualTo(Status.Level.OK);
      assertThat(context.losses().all()).isEmpty();
    }
  }

  @Test
  void serverThatSpeaksAnotherProtocol_isSentToAgain() {
    try (TcpPeer garbage = TcpPeer.saying("220 smtp.example.com ESMTP\r\n\r\n\r\n\r\n\r\n\r\n")) {
      assertThat(send(client(garbage.endpoint(), "gzip"), spans(5)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("code = Unavailable");
    }
  }

  @Test
  void serverThatSpeaksHttp1_isRetriedWithAHintThatNamesThePort() {
    try (TcpPeer http = TcpPeer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(send(client(http.endpoint(), "gzip"), spans(5)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("connection to " + http.endpoint())
          .hasMessageContaining("4317");
    }
  }

  @Test
  void serverThatClosesAtOnce_isSentToAgain() {
    try (TcpPeer closing = TcpPeer.closing()) {
      assertThat(send(client(closing.endpoint(), "gzip"), spans(5)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("code = Unavailable desc = connection to " + closing.endpoint());
    }
  }

  @Test
  void unixSocket_isConnectedTo() {
    assertThat(send(client("unix:///nowhere/otlp.sock", "gzip"), spans(5)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("connection to unix:///nowhere/otlp.sock");
  }

  @Test
  void serverThatStopsBeforeItAnswers_isSentToAgain() {
    peer.answer(request -> {
      Thread.startVirtualThread(peer::close);
      return GrpcPeer.stall().to(request);
    });

    assertThat(send(client(peer.endpoint(), "gzip"), spans(5)))
        .isInstanceOf(RetryableRefusal.class);
  }

  @Test
  void serverThatBreaksOffItsAnswer_isSentToAgain() {
    try (TcpPeer breaking = TcpPeer.doing(OtlpGrpcTest::answerHalf)) {
      assertThat(send(client(breaking.endpoint(), "gzip"), spans(5)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("code = Unavailable");
    }
  }

  /// Sends the headers of a success, and the first half of its message's length.
  private static void answerHalf(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    DataOutputStream out = new DataOutputStream(connection.getOutputStream());
    out.write(HexFormat.of().parseHex("000000040000000000")); // SETTINGS
    byte[] _ = in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
    int stream = 0;
    for (boolean ended = false; !ended; ) {
      int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      boolean last = (in.readUnsignedByte() & 1) != 0;
      stream = in.readInt();
      byte[] _ = in.readNBytes(length);
      ended = type == 0 && last;
    }
    String contentType = HexFormat.of().formatHex("application/grpc".getBytes(UTF_8));
    byte[] headers = HexFormat.of().parseHex("88" + "0f1010" + contentType);
    out.write(new byte[] {0, 0, (byte) headers.length, 1, 4});
    out.writeInt(stream);
    out.write(headers);
    out.write(new byte[] {0, 0, 3, 0, 0});
    out.writeInt(stream);
    out.write(new byte[3]);
    connection.close();
  }

  @Test
  void silentServer_isGivenUpAfterTheTimeout() {
    try (TcpPeer silent = TcpPeer.silent()) {
      OtlpGrpcConfig config =
          new OtlpGrpcConfig(
              client(silent.endpoint(), "gzip"),
              Duration.ofMillis(200),
              QueueConfig.disabled(),
              NO_RETRY);

      assertThat(send(config, spans(5)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("code = DeadlineExceeded");
    }
  }

  @Test
  void shutdownWhileTheServerStalls_countsWhatWasNotDelivered() {
    peer.answer(GrpcPeer.stall());
    Exporter exporter = started(config());
    for (int i = 0; i < 30; i++) {
      exporter.consume(spans(3));
    }
    await().untilAsserted(() -> assertThat(peer.refused()).hasSize(10));

    exporter.shutdown(Deadline.after(Duration.ofMillis(200)));

    assertThat(context.losses().items("shutdown")).isEqualTo(90);
  }

  @Test
  void settings_areChecked() {
    assertThat(problems("localhost")).containsOnly("endpoint");
    assertThat(problems("localhost:x")).containsOnly("endpoint");
    assertThat(problems("ftp://localhost:1")).containsOnly("endpoint");
    assertThat(problems("unix://")).containsOnly("endpoint");
    assertThat(problems("unix:///run/x")).isEmpty();
    assertThat(problems("[::1]:4317")).isEmpty();
    assertThat(TestProblems.of(client("http://localhost:1", "br", ClientTls.defaults())))
        .satisfies(problems -> {
          assertThat(problems.settings()).containsOnly("compression");
          assertThat(problems.warnings()).hasSize(1);
        });
  }

  private static List<String> problems(String endpoint) {
    return TestProblems.of(client(endpoint, "gzip")).settings();
  }

  private void deliver(GrpcClientConfig client, Batch batch) {
    Exporter exporter = started(config(client, QueueConfig.disabled(), NO_RETRY));
    exporter.consume(batch);
    exporter.shutdown(soon());
  }

  private Throwable send(GrpcClientConfig client, Batch batch) {
    return send(config(client, QueueConfig.disabled(), NO_RETRY), batch);
  }

  private Throwable send(OtlpGrpcConfig config, Batch batch) {
    Exporter exporter = started(config);
    try {
      return catchThrowable(() -> exporter.consume(batch));
    } finally {
      exporter.shutdown(soon());
    }
  }

  private Exporter started(OtlpGrpcConfig config) {
    Exporter exporter = factory.create(config, Signal.TRACES, context);
    exporter.start();
    return exporter;
  }

  private static OtlpGrpcConfig config(
      GrpcClientConfig client, QueueConfig queue, RetryConfig retry) {
    return new OtlpGrpcConfig(client, Duration.ofSeconds(10), queue, retry);
  }

  private static GrpcClientConfig client(String endpoint, String compression) {
    return client(endpoint, compression, ClientTls.defaults().withInsecure(true));
  }

  private static GrpcClientConfig client(String endpoint, String compression, ClientTls tls) {
    return new GrpcClientConfig(
        endpoint,
        compression,
        tls,
        null,
        0,
        0,
        false,
        Map.of(),
        "",
        "round_robin",
        "",
        null,
        List.of());
  }

  private static Batch spans(int count) {
    return TestData.batch(Signal.TRACES, count);
  }
}
