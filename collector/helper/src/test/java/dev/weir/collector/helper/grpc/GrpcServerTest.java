package dev.weir.collector.helper.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.helper.grpc.GrpcServerConfig.EnforcementPolicy;
import dev.weir.collector.helper.grpc.GrpcServerConfig.Keepalive;
import dev.weir.collector.helper.grpc.GrpcServerConfig.ServerParameters;
import dev.weir.collector.helper.net.Pace;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a gRPC server does with clients that are slow, silent, old or importunate; and its sockets.
class GrpcServerTest {
  static final String METHOD = "test.Echo/Say";
  static final Duration SOON = Duration.ofMillis(200);

  final TestContext context = new TestContext();
  final Taker taker = new Taker();
  final List<GrpcServer> servers = new ArrayList<>();

  @AfterEach
  void allMemoryIsGivenBack() {
    servers.forEach(server -> server.shutdown(Deadline.after(Duration.ofSeconds(5))));
    await().untilAsserted(() -> assertThat(context.memory().reserved()).isZero());
  }

  @Test
  void messageThatStopsComing_isGivenUpAndCounted() {
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), SOON))) {
      client.call(1, METHOD);
      client.beginMessage(1, 5000, 3);
      Http2Headers trailers = client.awaitTrailers();

      assertThat(trailers.get("grpc-status")).hasToString("14");
      assertThat(trailers.get("grpc-message")).hasToString("the message did not come in time");
      assertThat(taker.turnedDown).hasSize(1);
      assertThat(taker.turnedDown.getFirst().errorType()).isEqualTo(GrpcHandler.TOO_SLOW);
    }
  }

  @Test
  void callWithoutAnyMessage_isGivenUp() {
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), SOON))) {
      client.call(1, METHOD);
      assertThat(client.awaitTrailers().get("grpc-status")).hasToString("14");
    }
  }

  @Test
  void whatHasComeOfAMessage_isReservedBeforeItIsComplete() {
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), Pace.USUAL.grace()))) {
      client.call(1, METHOD);
      client.beginMessage(1, 1 << 20, 60_000);
      await().until(() -> context.memory().reserved() == 60_000);
    }
    await().until(() -> context.memory().reserved() == 0);
    assertThat(taker.taken).isEmpty();
  }

  @Test
  void unfinishedMessageBeyondTheBudget_isRefusedForNow() {
    context.memory().limit(40_000, 40_000);
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), Pace.USUAL.grace()))) {
      client.call(1, METHOD);
      client.beginMessage(1, 1 << 20, 60_000);
      assertThat(client.awaitTrailers().get("grpc-status")).hasToString("14");
      assertThat(taker.turnedDown).hasSize(1);
      await().until(() -> context.memory().reserved() == 0);
    }
  }

  @Test
  void manyUnfinishedMessages_areBoundedByTheBudget() {
    context.memory().limit(20 * GrpcCall.FIRST_RESERVE, 20 * GrpcCall.FIRST_RESERVE);
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), Pace.USUAL.grace()))) {
      for (int i = 0; i < 30; i++) {
        client.call(1 + 2 * i, METHOD);
        client.beginMessage(1 + 2 * i, 1000, 1);
      }
      await().untilAsserted(() -> assertThat(taker.turnedDown).hasSize(10));
    }
  }

  @Test
  void connectionThatIsOldEnough_isSentAwayAndClosed() {
    ServerParameters young =
        new ServerParameters(Duration.ZERO, SOON, SOON, Duration.ZERO, Duration.ZERO);
    try (RawHttp2 client = new RawHttp2(start(new Keepalive(young, null), SOON))) {
      assertThat(text(client.await(RawHttp2.GOAWAY))).contains("max_age");
      client.answerPing();
      client.awaitClose();
    }
  }

  @Test
  void oldConnection_isReplacedByTheClientUnseen() {
    ServerParameters young =
        new ServerParameters(Duration.ZERO, SOON, SOON, Duration.ZERO, Duration.ZERO);
    SocketAddress address = start(new Keepalive(young, null), SOON);
    try (GrpcClient client = client(endpoint(address), null)) {
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      int calls = 0;
      while (System.nanoTime() < end) {
        var _ = client.call(TestData.batch(Signal.TRACES, 1), Duration.ofSeconds(10));
        calls++;
      }
      assertThat(taker.taken).hasSize(calls);
    }
  }

  @Test
  void connectionWithoutCalls_isSentAwayAndClosed() {
    ServerParameters idle =
        new ServerParameters(SOON, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    try (RawHttp2 client = new RawHttp2(start(new Keepalive(idle, null), SOON))) {
      assertThat(text(client.await(RawHttp2.GOAWAY))).contains("max_idle");
      client.answerPing();
      client.awaitClose();
    }
  }

  @Test
  void clientThatDoesNotAnswerPings_isClosed() {
    ServerParameters asking =
        new ServerParameters(Duration.ZERO, Duration.ZERO, Duration.ZERO, SOON, SOON);
    try (RawHttp2 client = new RawHttp2(start(new Keepalive(asking, null), SOON))) {
      var _ = client.await(RawHttp2.PING);
      client.awaitClose();
    }
  }

  @Test
  void clientThatPingsTooOften_isSentAway() {
    try (RawHttp2 client = new RawHttp2(start(Keepalive.defaults(), SOON))) {
      for (int i = 0; i < 5; i++) {
        client.ping();
      }
      assertThat(text(client.await(RawHttp2.GOAWAY))).contains("too_many_pings");
    }
  }

  @Test
  void clientThatMayPing_isLeftAlone() {
    EnforcementPolicy often = new EnforcementPolicy(Duration.ofNanos(1), true);
    SocketAddress address = start(new Keepalive(null, often), Pace.USUAL.grace());
    GrpcClientKeepalive pings =
        new GrpcClientKeepalive(Duration.ofMillis(1), Duration.ofSeconds(10), true);
    try (GrpcClient client = client(endpoint(address), pings)) {
      for (int i = 0; i < 20; i++) {
        var _ = client.call(TestData.batch(Signal.TRACES, 1), Duration.ofSeconds(10));
      }
      assertThat(taker.taken).hasSize(20);
    }
    try (RawHttp2 client = new RawHttp2(address)) {
      for (int i = 0; i < 20; i++) {
        client.ping();
      }
      client.call(1, METHOD);
      client.send(RawHttp2.DATA, 1, 1, new byte[5]);
      assertThat(client.awaitTrailers().get(":status")).hasToString("200");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unixSocket_isServedAndConnectedToWithoutAWarning(boolean keepalive, @TempDir Path folder) {
    Path file = folder.resolve("otlp.sock");
    GrpcClientKeepalive pings =
        keepalive
            ? new GrpcClientKeepalive(Duration.ofSeconds(20), Duration.ofSeconds(10), true)
            : null;
    try (Warnings warnings = new Warnings()) {
      serve(config(file.toString(), "unix", Keepalive.defaults()), SOON);
      try (GrpcClient client = client("unix://" + file, pings)) {
        var _ = client.call(TestData.batch(Signal.TRACES, 3), Duration.ofSeconds(10));
      }
      assertThat(taker.taken).hasSize(1);
      assertThat(warnings.texts).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]"})
  void bothFamilies_areServedAndConnectedTo(String host) {
    GrpcServer server = serve(config(host + ":0", "tcp", Keepalive.defaults()), SOON);
    try (GrpcClient client = client(host + ":" + port(server.address()), null)) {
      var _ = client.call(TestData.batch(Signal.TRACES, 3), Duration.ofSeconds(10));
    }
    assertThat(taker.taken).hasSize(1);
  }

  private SocketAddress start(Keepalive keepalive, Duration grace) {
    return serve(config("localhost:0", "tcp", keepalive), grace).address();
  }

  private GrpcServer serve(GrpcServerConfig config, Duration grace) {
    GrpcServer server =
        new GrpcServer(config, List.of(taker), context, "the::setting", new Pace(grace));
    servers.add(server);
    server.start();
    return server;
  }

  private static GrpcServerConfig config(String endpoint, String transport, Keepalive keepalive) {
    GrpcServerConfig defaults = GrpcServerConfig.defaults(endpoint, 0);
    return new GrpcServerConfig(
        endpoint,
        transport,
        defaults.dialer(),
        null,
        0,
        0,
        0,
        0,
        keepalive,
        null,
        false,
        List.of());
  }

  private static GrpcClient client(String endpoint, @Nullable GrpcClientKeepalive keepalive) {
    GrpcClientConfig config =
        new GrpcClientConfig(
            endpoint,
            "gzip",
            ClientTls.defaults().withInsecure(true),
            keepalive,
            0,
            0,
            false,
            Map.of(),
            "",
            "round_robin",
            "",
            null,
            List.of());
    return GrpcClient.open(config, METHOD, "test/1", new ProxyEnvironment(Map.of()));
  }

  private static String endpoint(SocketAddress address) {
    return "localhost:" + port(address);
  }

  private static int port(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  private static String text(RawHttp2.Frame frame) {
    return frame.payload().toStringUtf8();
  }

  /// Takes every message.
  private static final class Taker implements GrpcHandler {
    final List<Refusal> turnedDown = new CopyOnWriteArrayList<>();
    final List<GrpcRequest> taken = new CopyOnWriteArrayList<>();

    @Override
    public String method() {
      return METHOD;
    }

    @Override
    public boolean mayBlock() {
      return false;
    }

    @Override
    public byte[] handle(GrpcRequest request) {
      taken.add(request);
      return new byte[0];
    }

    @Override
    public void turnedDown(Refusal refusal) {
      turnedDown.add(refusal);
    }
  }

  /// What the network library complains of.
  private static final class Warnings extends Handler implements AutoCloseable {
    final List<String> texts = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("io.netty");

    Warnings() {
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
