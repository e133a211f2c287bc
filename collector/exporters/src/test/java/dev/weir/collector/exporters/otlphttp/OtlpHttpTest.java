package dev.weir.collector.exporters.otlphttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.http.CompressionParams;
import dev.weir.collector.helper.http.Cookies;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.testkit.ExporterContract;
import dev.weir.collector.testkit.HttpPeer;
import dev.weir.collector.testkit.HttpPeer.Request;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.collector.testkit.TcpPeer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.wire.ByteRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpHttpTest extends ExporterContract<OtlpHttpConfig> {
  private static final RetryConfig QUICK =
      new RetryConfig(
          true, Duration.ofMillis(10), 0, 1, Duration.ofMillis(10), Duration.ofMinutes(5));
  private static final RetryConfig NO_RETRY =
      new RetryConfig(false, Duration.ZERO, 0, 1, Duration.ZERO, Duration.ZERO);

  private final HttpPeer peer = HttpPeer.start();
  private final TestContext context = new TestContext("otlp_http");

  OtlpHttpTest() {
    super(new OtlpHttpFactory());
  }

  @Override
  protected OtlpHttpConfig config() {
    return queued(client(peer.url(), "gzip", 0));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("endpoint");
  }

  @Override
  protected long delivered(Signal signal) {
    String path = signal == Signal.PROFILES ? "/v1development/profiles" : "/v1/" + signal.key();
    return peer.requests().stream()
        .filter(request -> request.target().equals(path))
        .mapToLong(request -> decode(request, signal).items())
        .sum();
  }

  @AfterEach
  void stop() {
    peer.close();
    assertThat(context.memory().reserved()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "", "gzip", "zlib", "deflate", "snappy", "x-snappy-framed", "zstd", "lz4"})
  void compression_isNamedInTheHeader(String compression) {
    deliver(client(peer.url(), compression, 0), spans(100));

    assertThat(delivered(Signal.TRACES)).isEqualTo(100);
    assertThat(peer.requests().getFirst().header("content-encoding"))
        .isEqualTo(compression.equals("none") ? "" : compression);
  }

  @Test
  void request_isOtlp() {
    deliver(client(peer.url(), "gzip", 0), spans(1));

    Request request = peer.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v1/traces");
    assertThat(request.header("host")).isEqualTo("localhost:" + peer.port());
    assertThat(request.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(request.header("user-agent")).startsWith("weir-test/0.0.1 (");
  }

  @Test
  void json_saysTheSame() throws Exception {
    HttpClientConfig client = client(peer.url(), "none", 0);
    OtlpHttpConfig json =
        new OtlpHttpConfig(client, QueueConfig.disabled(), NO_RETRY, "", "", "", "", Encoding.JSON);
    Batch batch = spans(7);
    deliver(json, batch);

    Request request = peer.requests().getFirst();
    assertThat(request.header("content-type")).isEqualTo("application/json");
    byte[] message = OtlpJsonReader.read(Signal.TRACES, request.body().toByteArray()).message();
    assertThat(OtlpMessage.parser(Signal.TRACES).parseFrom(message))
        .isEqualTo(OtlpMessage.of(batch).request());
  }

  @Test
  void compressedFormOfTheSameKind_isPassedOnAsItIs() {
    byte[] other = Compression.GZIP.compress(spans(3).range(), Compression.DEFAULT_LEVEL);
    Batch batch = spans(2).withEncoded(new Encoded("gzip", other));

    deliver(client(peer.url(), "gzip", 0), batch);
    deliver(client(peer.url(), "zstd", 0), batch);

    assertThat(peer.requests().getFirst().body()).isEqualTo(ByteString.copyFrom(other));
    assertThat(decode(peer.requests().get(1), Signal.TRACES).items()).isEqualTo(2);
  }

  @Test
  void joinedBatch_arrivesWhole() {
    Batch joined = Batch.join(List.of(spans(5), spans(6)), RequestInfo.NONE);

    deliver(client(peer.url(), "none", 0), joined);

    assertThat(delivered(Signal.TRACES)).isEqualTo(11);
    assertThat(joined.ranges()).hasSize(2);
  }

  @Test
  void headers_areSentAndReplaceOurs() {
    Map<String, Secret> headers =
        Map.of("X-Tenant", new Secret("shop"), "User-Agent", new Secret("someone"));
    deliver(client(peer.url(), headers, "", false, null), spans(1));

    assertThat(peer.requests().getFirst().header("x-tenant")).isEqualTo("shop");
    assertThat(peer.requests().getFirst().header("user-agent")).isEqualTo("someone");
  }

  @Test
  void endpointOfASignal_isUsedAsItIs() {
    OtlpHttpConfig config =
        new OtlpHttpConfig(
            client("", "gzip", 0),
            QueueConfig.disabled(),
            NO_RETRY,
            peer.url() + "/here?tenant=a%20b",
            "",
            "",
            "",
            Encoding.PROTO);
    deliver(config, spans(1));

    assertThat(peer.requests().getFirst().target()).isEqualTo("/here?tenant=a%20b");
    assertThatThrownBy(() -> factory.create(config, Signal.LOGS, context))
        .isInstanceOf(StartException.class)
        .hasMessage("either endpoint or logs_endpoint must be specified");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connection_isUsedAgainUnlessDisabled(boolean disabled) {
    Exporter exporter =
        started(unqueued(client(peer.url(), Map.of(), "", disabled, null)), Signal.TRACES);
    for (int i = 0; i < 3; i++) {
      exporter.consume(spans(1));
    }
    exporter.shutdown(soon());

    assertThat(peer.connections()).isEqualTo(disabled ? 3 : 1);
  }

  @Test
  void keptConnectionThatTheServerClosed_isReplacedUnseen() {
    peer.answer((request, connection) -> {
      HttpPeer.status(200).answer(request, connection);
      connection.close();
    });
    Exporter exporter = started(unqueued(client(peer.url(), "gzip", 0)), Signal.TRACES);
    for (int i = 0; i < 5; i++) {
      exporter.consume(spans(1));
    }
    exporter.shutdown(soon());

    assertThat(delivered(Signal.TRACES)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void retryableStatus_isSentAgain(int status) {
    AtomicInteger calls = new AtomicInteger();
    peer.answer((request, connection) ->
        HttpPeer.status(calls.incrementAndGet() < 3 ? status : 200).answer(request, connection));
    Exporter exporter = started(config(), Signal.TRACES);
    exporter.consume(spans(4));

    awaitSent(4);
    exporter.shutdown(soon());
    assertThat(peer.requests()).hasSize(3);
    assertThat(context.losses().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 408, 500, 501})
  void permanentStatus_isNotSentAgain(int status) {
    peer.answer(HttpPeer.status(status, "Location", "http://elsewhere.example/"));
    Exporter exporter = started(config(), Signal.TRACES);
    exporter.consume(spans(4));

    await().untilAsserted(() -> assertThat(context.losses().items("rejected")).isEqualTo(4));
    exporter.shutdown(soon());
    assertThat(peer.requests()).hasSize(1);
    assertThat(context.losses().all().getFirst().detail())
        .contains(peer.url() + "/v1/traces responded with HTTP Status Code " + status);
  }

  @Test
  void errorBody_isPartOfTheMessage() {
    peer.answer(HttpPeer.body(400, TestData.retryInfo(3, Duration.ZERO)));
    assertThat(send(client(peer.url(), "gzip", 0))).hasMessageContaining("Message=slow down");

    peer.answer(HttpPeer.body(400, "no such tenant\r\n".getBytes(UTF_8)));
    assertThat(send(client(peer.url(), "gzip", 0))).hasMessageEndingWith("Message=no such tenant");
  }

  @Test
  void retryAfter_isWaitedFor() {
    AtomicInteger calls = new AtomicInteger();
    peer.answer((request, connection) ->
        HttpPeer.status(calls.incrementAndGet() == 1 ? 503 : 200, "Retry-After", "1")
            .answer(request, connection));
    Exporter exporter = started(config(), Signal.TRACES);
    long start = System.nanoTime();
    exporter.consume(spans(4));

    awaitSent(4);
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofSeconds(1).toNanos());
    exporter.shutdown(soon());
  }

  @Test
  void largerThanTheServerTakes_arrivesInPieces() {
    AtomicInteger taken = new AtomicInteger();
    peer.answer((request, connection) -> {
      boolean fits = request.body().size() <= 20_000;
      if (fits) {
        taken.addAndGet(decode(request, Signal.TRACES).items());
      }
      HttpPeer.status(fits ? 200 : 413).answer(request, connection);
    });
    Exporter exporter = started(queued(client(peer.url(), "none", 0)), Signal.TRACES);
    exporter.consume(spans(2000));

    awaitSent(2000);
    exporter.shutdown(soon());
    assertThat(taken).hasValue(2000);
    assertThat(context.losses().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void partialSuccess_isCountedAndNotSentAgain(boolean json) {
    byte[] body =
        json
            ? "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"late\"}}"
                .getBytes(UTF_8)
            : new byte[] {10, 8, 8, 2, 18, 4, 'l', 'a', 't', 'e'};
    String type = json ? "application/json; charset=utf-8" : "application/x-protobuf";
    peer.answer(HttpPeer.body(200, body, "Content-Type", type));

    deliver(client(peer.url(), "gzip", 0), spans(5));

    assertThat(context.telemetry().value("otelcol_exporter_rejected_items")).isEqualTo(2);
    assertThat(context.losses().all().getFirst().detail()).isEqualTo("late");
    assertThat(peer.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-protobuf"})
  void answerThatCannotBeRead_isRefusedForGood(String type) {
    peer.answer(HttpPeer.body(200, "<html>".getBytes(UTF_8), "Content-Type", type));

    assertThat(send(client(peer.url(), "gzip", 0)))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void endlessAnswer_isNotReadToItsEnd() {
    peer.answer((request, connection) -> {
      var out = connection.getOutputStream();
      out.write("HTTP/1.1 503 No\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(UTF_8));
      byte[] zeros = new byte[8192];
      while (true) {
        out.write(zeros);
      }
    });

    assertThat(send(client(peer.url(), "gzip", 0)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("503");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void answerThatBreaksOff_isSentToAgain(String answer) {
    peer.answer(HttpPeer.raw(answer));

    assertThat(send(client(peer.url(), "gzip", 0)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageStartingWith(
            "failed to make an HTTP request: Post \"" + peer.url() + "/v1/traces\": ");
  }

  @Test
  void serverThatNeverAnswers_isGivenUpAfterTheTimeout() {
    peer.answer(peer.stall());

    assertThat(send(client(peer.url(), Map.of(), "", false, null)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("no answer within the timeout");
  }

  @Test
  void serverThatIsDown_getsEverythingWhenItIsUpAgain() {
    int port = TcpPeer.unusedPort();
    Exporter exporter =
        started(queued(client("http://localhost:" + port, "gzip", 0)), Signal.TRACES);
    exporter.consume(spans(4));
    await()
        .untilAsserted(() -> {
          assertThat(context.status().level()).isEqualTo(Status.Level.RECOVERABLE_ERROR);
          assertThat(context.status().reports().getLast().reason()).contains("refused");
        });

    try (HttpPeer up = HttpPeer.start(port)) {
      awaitSent(4);
      exporter.shutdown(soon());
      assertThat(up.requests()).hasSize(1);
      assertThat(context.losses().all()).isEmpty();
    }
  }

  @Test
  void redirectThatKeepsTheMethod_isFollowedOnTheSameHost() {
    peer.answer((request, connection) -> {
      boolean first = request.target().equals("/v1/traces");
      HttpPeer.status(first ? 307 : 200, "Location", "/other").answer(request, connection);
    });

    deliver(client(peer.url(), "gzip", 0), spans(5));

    assertThat(peer.requests()).extracting(Request::target).containsExactly("/v1/traces", "/other");
    assertThat(peer.requests().get(1).body()).isEqualTo(peer.requests().getFirst().body());
  }

  @Test
  void proxy_getsTheWholeUrl() {
    String proxy = "http://user:secret@localhost:" + peer.port();
    deliver(client("http://collector.invalid:4318", Map.of(), proxy, false, null), spans(5));

    Request request = peer.requests().getFirst();
    assertThat(request.target()).isEqualTo("http://collector.invalid:4318/v1/traces");
    assertThat(request.header("host")).isEqualTo("collector.invalid:4318");
    assertThat(request.header("proxy-authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @Test
  void ipv6Endpoint_isReached() {
    try (HttpPeer ipv6 = HttpPeer.start(new Ipv6Sockets())) {
      deliver(client("http://[::1]:" + ipv6.port(), "gzip", 0), spans(5));
      assertThat(ipv6.requests().getFirst().header("host")).isEqualTo("[::1]:" + ipv6.port());
    }
  }

  @Test
  void cookies_areSentBack() {
    peer.answer(HttpPeer.status(200, "Set-Cookie", "route=7; Path=/"));
    Exporter exporter =
        started(unqueued(client(peer.url(), Map.of(), "", false, new Cookies())), Signal.TRACES);
    exporter.consume(spans(1));
    exporter.consume(spans(1));
    exporter.shutdown(soon());

    assertThat(peer.requests().getFirst().header("cookie")).isEmpty();
    assertThat(peer.requests().get(1).header("cookie")).contains("route=7");
  }

  @Test
  void shutdownWhileTheServerStalls_countsWhatWasNotDelivered() {
    peer.answer(peer.stall());
    Exporter exporter = started(config(), Signal.TRACES);
    for (int i = 0; i < 30; i++) {
      exporter.consume(spans(3));
    }
    await().untilAsserted(() -> assertThat(peer.requests()).hasSize(10));

    exporter.shutdown(Deadline.after(Duration.ofMillis(200)));

    assertThat(context.losses().items("shutdown")).isEqualTo(90);
  }

  @Test
  void settings_areChecked() {
    assertThat(TestProblems.of(queued(client("localhost:4318", "gzip", 0))).settings())
        .containsExactly("endpoint");
    TestProblems template = TestProblems.of(queued(client("http://<HOST>:4318", "gzip", 0)));
    assertThat(template.settings()).isEmpty();
    assertThat(template.warnings()).singleElement().asString().contains("will not start");
    assertThat(TestProblems.of(client(peer.url(), "gzip", 10)).settings())
        .containsExactly("compression_params::level");
    assertThat(TestProblems.of(client(peer.url(), "br", 0)).settings())
        .containsExactly("compression");
    assertThat(TestProblems.of(client(peer.url(), "zstd", 11)).messages()).isEmpty();
  }

  @Test
  void urlThatIsNone_doesNotStart() {
    assertThatThrownBy(
            () -> started(queued(client("http://<HOST>:4318", "gzip", 0)), Signal.TRACES))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("<HOST>");
  }

  private void awaitSent(double items) {
    await()
        .untilAsserted(() ->
            assertThat(context.telemetry().value("otelcol_exporter_sent_spans")).isEqualTo(items));
  }

  private void deliver(HttpClientConfig client, Batch batch) {
    deliver(unqueued(client), batch);
  }

  private void deliver(OtlpHttpConfig config, Batch batch) {
    Exporter exporter = started(config, Signal.TRACES);
    exporter.consume(batch);
    exporter.shutdown(soon());
  }

  private Throwable send(HttpClientConfig client) {
    Exporter exporter = started(unqueued(client), Signal.TRACES);
    try {
      return catchThrowable(() -> exporter.consume(spans(5)));
    } finally {
      exporter.shutdown(soon());
    }
  }

  private Exporter started(OtlpHttpConfig config, Signal signal) {
    Exporter exporter = factory.create(config, signal, context);
    exporter.start();
    return exporter;
  }

  private static OtlpHttpConfig queued(HttpClientConfig client) {
    return new OtlpHttpConfig(
        client, QueueConfig.defaults(), QUICK, "", "", "", "", Encoding.PROTO);
  }

  private static OtlpHttpConfig unqueued(HttpClientConfig client) {
    return new OtlpHttpConfig(
        client, QueueConfig.disabled(), NO_RETRY, "", "", "", "", Encoding.PROTO);
  }

  private static HttpClientConfig client(String endpoint, String compression, int level) {
    return client(endpoint, Map.of(), "", false, null, compression, level, Duration.ofSeconds(10));
  }

  private static HttpClientConfig client(
      String endpoint,
      Map<String, Secret> headers,
      String proxy,
      boolean disableKeepAlives,
      @Nullable Cookies cookies) {
    return client(
        endpoint, headers, proxy, disableKeepAlives, cookies, "gzip", 0, Duration.ofSeconds(2));
  }

  private static HttpClientConfig client(
      String endpoint,
      Map<String, Secret> headers,
      String proxy,
      boolean disableKeepAlives,
      @Nullable Cookies cookies,
      String compression,
      int level,
      Duration timeout) {
    return new HttpClientConfig(
        endpoint,
        proxy,
        ClientTls.defaults(),
        0,
        0,
        timeout,
        headers,
        null,
        compression,
        new CompressionParams(level),
        100,
        0,
        0,
        Duration.ofSeconds(90),
        disableKeepAlives,
        Duration.ZERO,
        Duration.ZERO,
        cookies,
        true,
        List.of());
  }

  private static OtlpMessage decode(Request request, Signal signal) {
    Compression compression = Compression.ofEncoding(request.header("content-encoding"));
    ByteRange body = ByteRange.of(request.body().toByteArray());
    ByteRange plain = compression == null ? body : compression.decompress(body, 1 << 24);
    try {
      return OtlpMessage.of(
          OtlpMessage.parser(signal).parseFrom(plain.buffer(), plain.offset(), plain.length()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("an exporter sent what is not OTLP", e);
    }
  }

  private static Batch spans(int count) {
    return TestData.batch(Signal.TRACES, count);
  }

  /// Listens on the loopback address of IPv6.
  private static final class Ipv6Sockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return createServerSocket(port, 50);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return new ServerSocket(port, backlog, InetAddress.ofLiteral("::1"));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      return createServerSocket(port, backlog);
    }
  }
}
