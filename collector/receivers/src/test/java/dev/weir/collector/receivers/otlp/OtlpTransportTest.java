package dev.weir.collector.receivers.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Secret;
import dev.weir.collector.helper.grpc.GrpcServerConfig;
import dev.weir.collector.helper.http.HttpServerConfig;
import dev.weir.collector.helper.net.EventLoops;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.ServerTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.collector.helper.tls.TlsSettings;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Grpc;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Http;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Protocols;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways to a receiver: TLS, unix sockets, IPv6, and a port that is taken.
class OtlpTransportTest {
  final RecordingConsumer traces = new RecordingConsumer();
  final TestContext context = new TestContext("otlp").consumer(Signal.TRACES, traces);
  @Nullable OtlpReceiver receiver;

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.shutdown(Deadline.after(Duration.ofSeconds(10)));
    }
  }

  @Test
  void tls_isSpokenOverBothProtocols() throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .ecp256()
            .buildSelfSigned();
    ServerTls tls =
        new ServerTls(
            settings("", bundle.getCertificatePEM(), bundle.getPrivateKeyPEM()), "", false);
    OtlpReceiver started =
        start(new Grpc(grpc("localhost:0", "tcp", tls)), http("localhost:0", tls));
    TlsContext client =
        TlsContext.of(
            new ClientTls(settings(bundle.getCertificatePEM(), "", ""), false, false, ""));
    export(
        NettyChannelBuilder.forAddress("localhost", port(started.grpcAddress()))
            .sslContext(client.netty("h2"))
            .build());
    var socket =
        client.jdk().getSocketFactory().createSocket("localhost", port(started.httpAddress()));
    try (RawHttp https = new RawHttp(socket)) {
      https.post("/v1/traces", request(), "content-type: application/x-protobuf");
      assertThat(https.read().status()).isEqualTo(200);
    }
    assertThat(traces.items()).isEqualTo(2);
  }

  @Test
  void grpcOverAUnixSocket_isServed(@TempDir Path folder) {
    Path file = folder.resolve("otlp.sock");
    start(new Grpc(grpc(file.toString(), "unix", null)), null);
    SocketAddress address = EventLoops.unixAddress(file.toString());
    export(
        NettyChannelBuilder.forAddress(address)
            .eventLoopGroup(EventLoops.shared())
            .channelType(EventLoops.clientChannel(address))
            .usePlaintext()
            .build());
    assertThat(traces.items()).isEqualTo(1);
    stop();
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void grpcOverIpv6_isServed() {
    OtlpReceiver started = start(new Grpc(grpc("[::1]:0", "tcp", null)), null);
    export(NettyChannelBuilder.forAddress(started.grpcAddress()).usePlaintext().build());
    assertThat(traces.items()).isEqualTo(1);
  }

  @Test
  void portInUse_isSaidWithWhoHasItAndWhatToDo() {
    OtlpReceiver first = start(new Grpc(grpc("localhost:0", "tcp", null)), null);
    int port = port(first.grpcAddress());
    var second =
        new OtlpReceiver(
            new Protocols(new Grpc(grpc("localhost:" + port, "tcp", null)), null), context);
    assertThatThrownBy(second::start)
        .hasMessageContaining("port " + port + " is already in use by this process")
        .hasMessageContaining("choose another one with receivers::otlp::protocols::grpc::endpoint");
    second.shutdown(Deadline.after(Duration.ofSeconds(1)));
  }

  private OtlpReceiver start(@Nullable Grpc grpc, @Nullable Http http) {
    OtlpReceiver made = new OtlpReceiver(new Protocols(grpc, http), context);
    receiver = made;
    made.start();
    return made;
  }

  private static void export(ManagedChannel channel) {
    byte[] _ =
        ClientCalls.blockingUnaryCall(
            channel, GrpcClient.method(Signal.TRACES), CallOptions.DEFAULT, request());
    channel.shutdownNow();
  }

  private static byte[] request() {
    return TestData.batch(Signal.TRACES, 1).range().toByteArray();
  }

  private static int port(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  private static GrpcServerConfig grpc(String endpoint, String transport, @Nullable ServerTls tls) {
    GrpcServerConfig defaults = GrpcServerConfig.defaults(endpoint, 0);
    return new GrpcServerConfig(
        endpoint,
        transport,
        defaults.dialer(),
        tls,
        0,
        0,
        0,
        0,
        defaults.keepalive(),
        null,
        false,
        List.of());
  }

  private static Http http(String endpoint, @Nullable ServerTls tls) {
    HttpServerConfig defaults = HttpServerConfig.defaults(endpoint);
    return new Http(
        new HttpServerConfig(
            endpoint,
            "tcp",
            defaults.dialer(),
            tls,
            null,
            null,
            0,
            false,
            Map.of(),
            null,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            true),
        "/v1/traces",
        "/v1/metrics",
        "/v1/logs");
  }

  private static TlsSettings settings(String ca, String certificate, String key) {
    return new TlsSettings(
        "",
        new Secret(ca),
        "",
        new Secret(certificate),
        "",
        new Secret(key),
        "",
        "",
        List.of(),
        false,
        List.of(),
        Duration.ZERO,
        false,
        null);
  }
}
