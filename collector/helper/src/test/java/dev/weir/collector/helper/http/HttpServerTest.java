package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.http.HttpServerConfig.Auth;
import dev.weir.collector.helper.http.HttpServerConfig.Cors;
import dev.weir.collector.helper.net.Pace;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.RawHttp.Answer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.wire.ByteRange;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  static final int MAX_BODY = 100_000;
  static final Duration GRACE = Duration.ofMillis(500);

  final TestContext context = new TestContext();
  final Echo echo = new Echo(false);
  final Echo blocking = new Echo(true);
  final HttpRoutes routes = new HttpRoutes().add("/echo", echo).add("/blocking", blocking);
  final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void allMemoryIsGivenBack() {
    servers.forEach(server -> server.shutdown(Deadline.after(Duration.ofSeconds(5))));
    await().untilAsserted(() -> assertThat(context.memory().reserved()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/blocking"})
  void requests_areAnsweredOneAfterTheOther(String path) {
    try (RawHttp client = new RawHttp(start(config()))) {
      for (String body : List.of("one", "", "x".repeat(90_000))) {
        Answer answer = client.post(path, body.getBytes(ISO_8859_1)).read();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("date")).endsWith("GMT");
      }
    }
  }

  @Test
  void handlerThatMayBlock_runsOnAVirtualThread() {
    InetSocketAddress address = start(config());
    assertThat(RawHttp.post(address, "/blocking", new byte[1]).status()).isEqualTo(200);
    assertThat(RawHttp.post(address, "/echo", new byte[1]).status()).isEqualTo(200);
    assertThat(blocking.caller.isVirtual()).isTrue();
    assertThat(echo.caller.isVirtual()).isFalse();
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws InterruptedException {
    blocking.hold();
    try (RawHttp client = new RawHttp(start(config()))) {
      client.post("/blocking", "1".getBytes(ISO_8859_1));
      client.post("/echo", "2".getBytes(ISO_8859_1)).post("/blocking", "3".getBytes(ISO_8859_1));
      blocking.awaitRequest();
      blocking.release();
      assertThat(client.read().body()).isEqualTo("1");
      assertThat(client.read().body()).isEqualTo("2");
      assertThat(client.read().body()).isEqualTo("3");
      assertThat(client.post("/echo", "4".getBytes(ISO_8859_1)).read().body()).isEqualTo("4");
    }
  }

  @Test
  void chunkedBody_isRead() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(chunkedHead("/echo") + "3\r\nabc\r\n");
      client.send("2\r\nde\r\n0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("abcde");
    }
  }

  @Test
  void lengthAndChunksTogether_theChunksWin() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(head("/echo", "content-length: 100", "transfer-encoding: chunked"));
      client.send("3\r\nabc\r\n0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("abc");
    }
  }

  @Test
  void bodyOfExactlyTheLimit_passes_oneByteMoreIsRefusedBeforeItIsRead() {
    InetSocketAddress address = start(config());
    assertThat(RawHttp.post(address, "/echo", new byte[MAX_BODY]).status()).isEqualTo(200);
    try (RawHttp client = new RawHttp(address)) {
      client.send(head("/echo", "content-length: " + (MAX_BODY + 1)));
      Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("http: request body too large");
    }
    assertThat(RawHttp.post(address, "/echo", new byte[30 * MAX_BODY]).status()).isEqualTo(400);
  }

  @Test
  void undeclaredBodyAboveTheLimit_isRefused() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(chunkedHead("/echo"));
      client.send(Integer.toHexString(MAX_BODY + 1) + "\r\n").send(new byte[MAX_BODY + 1]);
      Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("http: request body too large");
      client.awaitClose();
    }
  }

  @ParameterizedTest
  @EnumSource
  void compressedBody_isDecompressedAndKept(Compression compression) {
    byte[] body = "hello ".repeat(1000).getBytes(ISO_8859_1);
    Answer answer =
        RawHttp.post(
            start(config()),
            "/echo",
            compression.compress(ByteRange.of(body), Compression.DEFAULT_LEVEL),
            "content-encoding: " + compression.encoding());
    assertThat(answer.bytes()).isEqualTo(body);
    assertThat(echo.sawEncoded).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void bomb_isRefused(Compression compression) {
    byte[] bomb =
        compression.compress(ByteRange.of(new byte[MAX_BODY + 1]), Compression.DEFAULT_LEVEL);
    Answer answer =
        RawHttp.post(start(config()), "/echo", bomb, "content-encoding: " + compression.encoding());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("http: request body too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "GZIP", "x-gzip", "identity", "gzip, gzip"})
  void unknownEncoding_isRefused(String encoding) {
    Answer answer =
        RawHttp.post(start(config()), "/echo", new byte[3], "content-encoding: " + encoding);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("unsupported Content-Encoding: " + encoding);
  }

  @Test
  void encodingThatTheSettingsDoNotList_isRefused() {
    HttpServerConfig gzipOnly = with(c -> c.compressionAlgorithms = List.of("gzip"));
    InetSocketAddress address = start(gzipOnly);
    assertThat(RawHttp.post(address, "/echo", new byte[3], "content-encoding: zstd").status())
        .isEqualTo(400);
    assertThat(RawHttp.post(address, "/echo", new byte[3]).status()).isEqualTo(400);
  }

  @Test
  void damagedBody_isRefused() {
    Answer answer = RawHttp.post(start(config()), "/echo", new byte[30], "content-encoding: gzip");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("gzip: invalid header\n");
  }

  @Test
  void noMemory_isSaidBeforeTheBodyIsRead() {
    context.memory().limited(true);
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(head("/echo", "content-length: 1000"));
      Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
      context.memory().limited(false);
      client.send(new byte[1000]);
      assertThat(client.post("/echo", "again".getBytes(ISO_8859_1)).read().body())
          .isEqualTo("again");
    }
  }

  @Test
  void noMemoryForWhatComesOut_isSaidBeforeDecompressing() {
    byte[] body =
        Compression.GZIP.compress(ByteRange.of(new byte[90_000]), Compression.DEFAULT_LEVEL);
    context.memory().limit(50_000, 50_000);
    Answer answer = RawHttp.post(start(config()), "/echo", body, "content-encoding: gzip");
    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void noMemoryForAnUndeclaredBody_isSaidAsSoonAsItLacks() {
    context.memory().limit(50_000, 50_000);
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(chunkedHead("/echo"));
      client.send(Integer.toHexString(90_000) + "\r\n").send(new byte[60_000]);
      assertThat(client.read().status()).isEqualTo(503);
    }
  }

  @Test
  void clientThatAsksFirst_isToldToGoOn() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(head("/echo", "content-length: 3", "expect: 100-continue"));
      assertThat(client.read().status()).isEqualTo(100);
      assertThat(client.send("abc").read().body()).isEqualTo("abc");
      client.send(head("/nowhere", "content-length: 3", "expect: 100-continue"));
      assertThat(client.read().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PRI * HTTP/2.0\\r\\n\\r\\n                                                | 400
          POST /echo HTTP/1.1\\r\\n\\r\\n                                           | 400
          POST /echo HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: x\\r\\n\\r\\n       | 400
          POST /echo HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: -1\\r\\n\\r\\n      | 400
          POST /echo HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 1\\r\\ncontent-length: 2\\r\\n\\r\\n | 400
          POST /echo HTTP/1.1\\r\\nhost: x\\r\\ntransfer-encoding: gzip, chunked\\r\\n\\r\\n | 501
          nonsense\\r\\n\\r\\n                                                      | 400
          """)
  void malformedHead_isRefused(String head, int status) {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(head.replace("\\r\\n", "\r\n"));
      assertThat(client.read().status()).isEqualTo(status);
      client.awaitClose();
    }
  }

  @Test
  void endlessHeadersAndPaths_areRefused() {
    InetSocketAddress address = start(config());
    try (RawHttp client = new RawHttp(address)) {
      client.send(head("/echo", "x: " + "y".repeat(70_000)));
      assertThat(client.read().status()).isEqualTo(431);
    }
    try (RawHttp client = new RawHttp(address)) {
      client.send(head("/" + "y".repeat(70_000)));
      assertThat(client.read().status()).isEqualTo(414);
    }
  }

  @Test
  void brokenChunk_isRefused() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(chunkedHead("/echo") + "zz\r\n");
      assertThat(client.read().status()).isEqualTo(400);
    }
  }

  @Test
  void upgradeToHttp2_isIgnored() {
    Answer answer =
        RawHttp.post(
            start(config()),
            "/echo",
            "x".getBytes(ISO_8859_1),
            "connection: Upgrade, HTTP2-Settings",
            "upgrade: h2c");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void paths_areExact() {
    InetSocketAddress address = start(config());
    assertThat(RawHttp.post(address, "/echo?x=1", new byte[1]).status()).isEqualTo(200);
    assertThat(RawHttp.post(address, "/echo/", new byte[1]).status()).isEqualTo(404);
    Answer answer = RawHttp.post(address, "//echo?x=1", new byte[1]);
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("location")).isEqualTo("/echo?x=1");
    assertThat(RawHttp.post(address, "/x/../echo", new byte[1]).status()).isEqualTo(307);
  }

  @Test
  void bodyThatStopsComing_isGivenUp() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send(head("/echo", "content-length: 5000") + "x");
      await().until(() -> context.memory().reserved() > 0);
      assertThat(client.read().status()).isEqualTo(408);
      client.awaitClose();
    }
  }

  @Test
  void headersThatStopComing_endTheConnection() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send("POST /echo HTTP/1.1\r\nhost").awaitClose();
    }
  }

  @Test
  void connectionWithoutRequests_isClosedAfterItsTimeout() {
    HttpServerConfig impatient =
        config().withTimeouts(Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(50));
    InetSocketAddress address = start(impatient);
    try (RawHttp client = new RawHttp(address)) {
      client.awaitClose();
    }
    try (RawHttp client = new RawHttp(address)) {
      assertThat(client.post("/echo", new byte[1]).read().status()).isEqualTo(200);
      client.awaitClose();
    }
  }

  @Test
  void answerAfterTheWriteTimeout_isNotSent() throws InterruptedException {
    InetSocketAddress address =
        start(config().withTimeouts(Duration.ZERO, Duration.ofMillis(50), Duration.ZERO));
    blocking.hold();
    try (RawHttp client = new RawHttp(address)) {
      client.post("/blocking", new byte[1]);
      blocking.awaitRequest();
      client.awaitClose();
    }
    blocking.release();
  }

  @Test
  void clientThatDisconnectsMidway_leavesNothingBehind() {
    InetSocketAddress address = start(config());
    try (RawHttp client = new RawHttp(address)) {
      client.send(head("/echo", "content-length: 5000") + "x".repeat(2000));
      await().until(() -> context.memory().reserved() == 5000);
    }
    await().until(() -> context.memory().reserved() == 0);
  }

  @Test
  void clientThatDisconnectsWhileItsRequestIsHandled_leavesNothingBehind()
      throws InterruptedException {
    InetSocketAddress address = start(config());
    blocking.hold();
    try (RawHttp client = new RawHttp(address)) {
      client.post("/blocking", new byte[5000]);
      blocking.awaitRequest();
    }
    blocking.release();
    await().until(() -> context.memory().reserved() == 0);
  }

  @Test
  void thousandIdleConnections_areNoBurden() {
    InetSocketAddress address = start(config());
    int threads = Thread.activeCount();
    List<RawHttp> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        idle.add(new RawHttp(address));
      }
      assertThat(RawHttp.post(address, "/echo", new byte[1]).status()).isEqualTo(200);
      assertThat(idle.get(999).post("/echo", new byte[1]).read().status()).isEqualTo(200);
      assertThat(context.memory().reserved()).isZero();
      assertThat(Thread.activeCount()).isLessThan(threads + 10);
    } finally {
      idle.forEach(RawHttp::close);
    }
  }

  @Test
  void keepAliveOff_closesAfterEachAnswer() {
    try (RawHttp client = new RawHttp(start(with(c -> c.keepAlive = false)))) {
      Answer answer = client.post("/echo", new byte[1]).read();
      assertThat(answer.header("connection")).isEqualTo("close");
      client.awaitClose();
    }
  }

  @Test
  void http10_isAnsweredAndClosed() {
    try (RawHttp client = new RawHttp(start(config()))) {
      client.send("POST /echo HTTP/1.0\r\ncontent-length: 2\r\n\r\nab");
      assertThat(client.read().body()).isEqualTo("ab");
      client.awaitClose();
    }
  }

  @Test
  void portInUse_isSaidWithWhoHasItAndWhatToDo() {
    InetSocketAddress address = start(config());
    HttpServer second = server(with(c -> c.endpoint = "localhost:" + address.getPort()));
    assertThatThrownBy(second::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("port " + address.getPort() + " is already in use by this process")
        .hasMessageContaining("choose another one with the::setting");
  }

  @Test
  void hostThatDoesNotExist_isSaid() {
    assertThatThrownBy(() -> start(with(c -> c.endpoint = "no-such-host.invalid:0")))
        .hasMessageContaining("host \"no-such-host.invalid\" is not known to this machine");
    assertThatThrownBy(() -> start(with(c -> c.endpoint = "192.0.2.1:0")))
        .hasMessageContaining("this machine has no such address");
  }

  @Test
  void unixSocket_isServedAndItsFileDeleted(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("weir.sock");
    HttpServerConfig unix =
        with(c -> {
          c.transport = "unix";
          c.endpoint = file.toString();
        });
    try (var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(file));
    }
    HttpServer server = server(unix);
    server.start();
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      client.write(ByteBuffer.wrap(head("/echo", "content-length: 0").getBytes(ISO_8859_1)));
      ByteBuffer answer = ByteBuffer.allocate(1000);
      client.read(answer);
      assertThat(new String(answer.array(), ISO_8859_1)).startsWith("HTTP/1.1 200 OK");
    }
    assertThatThrownBy(() -> server(unix).start()).hasMessageContaining("already in use");
    server.shutdown(Deadline.after(Duration.ofSeconds(5)));
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void fileThatIsNoSocket_isLeftAlone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "data");
    HttpServerConfig unix =
        with(c -> {
          c.transport = "unix";
          c.endpoint = file.toString();
        });
    assertThatThrownBy(() -> server(unix).start())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is a file that is no socket");
    assertThat(Files.readString(file)).isEqualTo("data");
  }

  @Test
  void ipv6_isServed() {
    InetSocketAddress address = start(with(c -> c.endpoint = "[::1]:0"));
    assertThat(RawHttp.post(address, "/echo", new byte[1]).status()).isEqualTo(200);
  }

  @Test
  void allAddresses_areServedWithoutAHost() {
    InetSocketAddress address = start(with(c -> c.endpoint = ":0"));
    for (String host : List.of("127.0.0.1", "::1")) {
      var reachable = new InetSocketAddress(host, address.getPort());
      assertThat(RawHttp.post(reachable, "/echo", new byte[1]).status()).isEqualTo(200);
    }
  }

  @Test
  void browsersOfAllowedOrigins_areAnswered() {
    Cors cors = new Cors(List.of("https://*.example.com"), List.of("x-token"), List.of("x-id"), 60);
    InetSocketAddress address = start(with(c -> c.cors = cors));
    try (RawHttp client = new RawHttp(address)) {
      client.send(
          head(
                  "/echo",
                  "origin: https://ui.example.com",
                  "access-control-request-method: POST",
                  "access-control-request-headers: x-token")
              .replace("POST /echo", "OPTIONS /echo"));
      Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers())
          .containsEntry("access-control-allow-origin", "https://ui.example.com")
          .containsEntry("access-control-allow-methods", "POST")
          .containsEntry("access-control-allow-headers", "x-token")
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-max-age", "60");
    }
    Answer answer = RawHttp.post(address, "/echo", new byte[1], "origin: https://ui.example.com");
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "https://ui.example.com")
        .containsEntry("access-control-expose-headers", "x-id")
        .containsEntry("vary", "Origin");
    answer = RawHttp.post(address, "/echo", new byte[1], "origin: https://evil.example");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void responseHeaders_areAdded() {
    InetSocketAddress address =
        start(with(c -> c.responseHeaders = Map.of("x-hello", new Secret("there"))));
    assertThat(RawHttp.post(address, "/echo", new byte[1]).header("x-hello")).isEqualTo("there");
  }

  @Test
  void shutdown_letsRequestsEndAndTakesNoMore() throws Exception {
    HttpServer server = server(config());
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.address();
    blocking.hold();
    try (RawHttp idle = new RawHttp(address);
        RawHttp busy = new RawHttp(address)) {
      busy.post("/blocking", "last".getBytes(ISO_8859_1));
      blocking.awaitRequest();
      Thread stopping =
          Thread.startVirtualThread(() -> server.shutdown(Deadline.after(Duration.ofSeconds(10))));
      idle.awaitClose();
      assertThatThrownBy(() -> new RawHttp(address)).hasMessageContaining("refused");
      blocking.release();
      Answer answer = busy.read();
      assertThat(answer.body()).isEqualTo("last");
      assertThat(answer.header("connection")).isEqualTo("close");
      stopping.join();
    }
  }

  @Test
  void shutdown_endsAtItsDeadline() throws InterruptedException {
    HttpServer server = server(config());
    server.start();
    blocking.hold();
    try (RawHttp busy = new RawHttp(server.address())) {
      busy.post("/blocking", new byte[1]);
      blocking.awaitRequest();
      server.shutdown(Deadline.after(Duration.ofMillis(50)));
      busy.awaitClose();
    }
    blocking.release();
  }

  @Test
  void authenticatorThatDoesNotExist_isRefused() {
    HttpServerConfig config = with(c -> c.auth = new Auth(ComponentId.parse("oidc"), List.of()));
    assertThatThrownBy(() -> start(config)).hasMessageContaining("oidc");
  }

  private HttpServer server(HttpServerConfig config) {
    HttpServer server =
        new HttpServer(
            config, routes, context, "the::setting", new SlowClients(config, new Pace(GRACE)));
    servers.add(server);
    return server;
  }

  private InetSocketAddress start(HttpServerConfig config) {
    HttpServer server = server(config);
    server.start();
    return (InetSocketAddress) server.address();
  }

  private static HttpServerConfig config() {
    return with(_ -> {});
  }

  private static HttpServerConfig with(Consumer<Keys> change) {
    Keys keys = new Keys();
    change.accept(keys);
    HttpServerConfig defaults = HttpServerConfig.defaults(keys.endpoint);
    return new HttpServerConfig(
        keys.endpoint,
        keys.transport,
        defaults.dialer(),
        null,
        keys.cors,
        keys.auth,
        MAX_BODY,
        false,
        keys.responseHeaders,
        keys.compressionAlgorithms,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        List.of(),
        keys.keepAlive);
  }

  private static String head(String path, String... headers) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: x\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String chunkedHead(String path) {
    return head(path, "transfer-encoding: chunked");
  }

  /// The keys that tests set.
  private static final class Keys {
    String endpoint = "localhost:0";
    String transport = "tcp";
    @Nullable Cors cors;
    @Nullable Auth auth;
    Map<String, Secret> responseHeaders = Map.of();
    @Nullable List<String> compressionAlgorithms;
    boolean keepAlive = true;
  }
}
