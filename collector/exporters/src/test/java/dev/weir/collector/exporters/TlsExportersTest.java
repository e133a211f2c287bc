package dev.weir.collector.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.exporters.otlpgrpc.OtlpGrpcConfig;
import dev.weir.collector.exporters.otlpgrpc.OtlpGrpcFactory;
import dev.weir.collector.exporters.otlphttp.Encoding;
import dev.weir.collector.exporters.otlphttp.OtlpHttpConfig;
import dev.weir.collector.exporters.otlphttp.OtlpHttpFactory;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import dev.weir.collector.helper.http.CompressionParams;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.collector.helper.tls.TlsSettings;
import dev.weir.collector.testkit.GrpcPeer;
import dev.weir.collector.testkit.HttpPeer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The OTLP exporters over TLS, and what they say when it does not work.
final class TlsExportersTest {
  private static final RetryConfig NO_RETRY =
      new RetryConfig(false, Duration.ZERO, 0, 1, Duration.ZERO, Duration.ZERO);
  private static final X509Bundle CA = TestTls.CA;
  private static final X509Bundle SERVER = TestTls.issued("localhost", CA);
  private static final X509Bundle CLIENT = TestTls.issued("client", CA);
  private static final X509Bundle STRANGER = TestTls.issued("client", TestTls.ca("another ca"));
  private static final ClientTls PLAIN = TestTls.PLAIN;

  @TempDir Path folder;

  @Test
  void grpc_trustsTheAuthorityItIsGiven() {
    try (GrpcPeer peer = GrpcPeer.start(server("").netty("h2"))) {
      assertThat(grpc(peer.endpoint(), tls(CA, null, false))).isNull();
      assertThat(grpc("https://" + peer.endpoint(), tls(CA, null, true))).isNull();
      assertThat(peer.items(Signal.TRACES)).isEqualTo(10);
    }
  }

  @Test
  void grpc_withoutTheAuthority_namesTheSettings() {
    try (GrpcPeer peer = GrpcPeer.start(server("").netty("h2"))) {
      assertThat(grpc(peer.endpoint(), ClientTls.defaults()))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("set tls::ca_file");
      assertThat(grpc(peer.endpoint(), PLAIN))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("code = Unavailable");
      assertThat(peer.items(Signal.TRACES)).isZero();
    }
  }

  @Test
  void grpc_neverFallsBackToPlainText() {
    try (GrpcPeer peer = GrpcPeer.start()) {
      assertThat(grpc(peer.endpoint(), ClientTls.defaults()))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("tls::insecure: true");
      assertThat(grpc("http://" + peer.endpoint(), ClientTls.defaults()))
          .isInstanceOf(RetryableRefusal.class);
      assertThat(peer.items(Signal.TRACES)).isZero();
    }
  }

  @Test
  void grpc_showsItsCertificateWhereItIsWanted() throws IOException {
    try (GrpcPeer peer = GrpcPeer.start(server(caFile()).netty("h2"))) {
      assertThat(grpc(peer.endpoint(), tls(CA, CLIENT, false))).isNull();
      assertThat(peer.items(Signal.TRACES)).isEqualTo(5);
    }
  }

  @Test
  void grpc_withoutTheCertificateThatIsWanted_namesTheSettings() throws IOException {
    try (GrpcPeer peer = GrpcPeer.start(server(caFile()).netty("h2"))) {
      assertThat(grpc(peer.endpoint(), tls(CA, null, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("set tls::cert_file and tls::key_file");
      assertThat(grpc(peer.endpoint(), tls(CA, STRANGER, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("tls::cert_file must be signed by");
      assertThat(peer.items(Signal.TRACES)).isZero();
    }
  }

  @Test
  void http_showsItsCertificateWhereItIsWanted() throws IOException {
    try (Http2Peer peer = new Http2Peer(server(caFile()).netty("h2"))) {
      assertThat(http("https://localhost:" + peer.port(), tls(CA, CLIENT, false))).isNull();
      assertThat(peer.requests).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void http_withoutTheCertificateThatIsWanted_namesTheSettings(boolean http2) throws IOException {
    TlsContext wanting = server(caFile());
    try (Http2Peer two = new Http2Peer(wanting.netty("h2"));
        HttpPeer one = HttpPeer.start(TestTls.sockets(wanting))) {
      String url = "https://localhost:" + (http2 ? two.port() : one.port());
      assertThat(http(url, tls(CA, null, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("set tls::cert_file and tls::key_file");
      assertThat(http(url, tls(CA, STRANGER, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("tls::cert_file must be signed by");
      assertThat(two.requests).hasValue(0);
    }
  }

  @Test
  void http_trustsTheAuthorityItIsGiven() {
    try (HttpPeer peer = HttpPeer.start(server("").jdk().getServerSocketFactory())) {
      String url = "https://localhost:" + peer.port();
      assertThat(http(url, tls(CA, null, false))).isNull();
      assertThat(peer.requests()).hasSize(1);

      assertThat(http(url, ClientTls.defaults()))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("set tls::ca_file");
      assertThat(http(url, new ClientTls(TlsSettings.defaults(), false, true, ""))).isNull();
      assertThat(peer.requests()).hasSize(2);
    }
  }

  @Test
  void http_checksTheNameOfTheServer() {
    try (HttpPeer peer = HttpPeer.start(server("").jdk().getServerSocketFactory())) {
      String url = "https://127.0.0.1:" + peer.port();
      assertThat(http(url, tls(CA, null, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("tls::server_name_override");

      ClientTls named = new ClientTls(TestTls.settings(CA, null), false, false, "localhost");
      assertThat(http(url, named)).isNull();
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void https_towardsPlainText_namesTheSetting() {
    try (HttpPeer peer = HttpPeer.start()) {
      assertThat(http("https://localhost:" + peer.port(), tls(CA, null, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageStartingWith("failed to make an HTTP request")
          .hasMessageContaining("write http://")
          .message()
          .doesNotContainPattern("[0-9a-f]{10}");
      assertThat(peer.requests()).isEmpty();
    }
  }

  @Test
  void httpTowardsTls_saysSoWithoutControlCharacters() {
    try (Http2Peer peer = new Http2Peer(server("").netty("h2"))) {
      assertThat(http("http://localhost:" + peer.port(), tls(CA, null, false)))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("write https://")
          .message()
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void grpcTowardsPlainText_printsNoDump() {
    try (GrpcPeer peer = GrpcPeer.start()) {
      assertThat(grpc(peer.endpoint(), ClientTls.defaults()))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("tls::insecure: true")
          .message()
          .doesNotContainPattern("[0-9a-f]{10}");
    }
  }

  @Test
  void http2_isSpokenWhereTheServerOffersIt() {
    try (Http2Peer peer = new Http2Peer(server("").netty("h2"))) {
      Exporter exporter = httpExporter("https://localhost:" + peer.port(), tls(CA, null, false));
      Batch batch = TestData.batch(Signal.TRACES, 5000);
      for (int i = 0; i < 3; i++) {
        exporter.consume(batch);
      }
      exporter.shutdown(soon());

      assertThat(peer.requests).hasValue(3);
      assertThat(peer.bytes).hasValue(3 * batch.length());
      assertThat(peer.connections).hasValue(1);
    }
  }

  private String caFile() throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), CA.getCertificatePEM()).toString();
  }

  private static @Nullable Throwable grpc(String endpoint, ClientTls tls) {
    GrpcClientConfig client =
        new GrpcClientConfig(
            endpoint,
            "gzip",
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
    OtlpGrpcConfig config =
        new OtlpGrpcConfig(client, Duration.ofSeconds(10), QueueConfig.disabled(), NO_RETRY);
    Exporter exporter =
        new OtlpGrpcFactory().create(config, Signal.TRACES, new TestContext("otlp_grpc"));
    exporter.start();
    return send(exporter);
  }

  private static @Nullable Throwable http(String url, ClientTls tls) {
    return send(httpExporter(url, tls));
  }

  private static Exporter httpExporter(String url, ClientTls tls) {
    HttpClientConfig client =
        new HttpClientConfig(
            url,
            "",
            tls,
            0,
            0,
            Duration.ofSeconds(10),
            Map.of(),
            null,
            "none",
            CompressionParams.defaults(),
            100,
            0,
            0,
            Duration.ofSeconds(90),
            false,
            Duration.ZERO,
            Duration.ZERO,
            null,
            true,
            List.of());
    OtlpHttpConfig config =
        new OtlpHttpConfig(
            client, QueueConfig.disabled(), NO_RETRY, "", "", "", "", Encoding.PROTO);
    Exporter exporter =
        new OtlpHttpFactory().create(config, Signal.TRACES, new TestContext("otlp_http"));
    exporter.start();
    return exporter;
  }

  private static @Nullable Throwable send(Exporter exporter) {
    try {
      return catchThrowable(() -> exporter.consume(TestData.batch(Signal.TRACES, 5)));
    } finally {
      exporter.shutdown(soon());
    }
  }

  private static TlsContext server(String clientCaFile) {
    return TestTls.server(SERVER, clientCaFile);
  }

  private static ClientTls tls(X509Bundle ca, @Nullable X509Bundle own, boolean insecure) {
    return TestTls.client(ca, own).withInsecure(insecure);
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }
}
