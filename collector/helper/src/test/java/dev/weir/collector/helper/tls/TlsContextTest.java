package dev.weir.collector.helper.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.ProblemList;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsContextTest {
  static final X509Bundle CA = ca("CN=weir test ca");
  static final X509Bundle OTHER_CA = ca("CN=another ca");
  static final X509Bundle SERVER = issued("localhost", Duration.ofHours(1));
  static final X509Bundle CLIENT = issued("client", Duration.ofHours(1));

  static final ServerTls PLAIN_SERVER = server(SERVER, "");

  @Test
  void clientThatKnowsTheAuthority_connects() throws Exception {
    assertThat(handshake(PLAIN_SERVER, client(settings().ca(CA)))).isEqualTo("TLSv1.3");
  }

  @Test
  void maxVersion12_isKept() throws Exception {
    TlsSettings settings = settings().ca(CA).maxVersion("1.2").build();
    assertThat(handshake(PLAIN_SERVER, new ClientTls(settings, false, false, "")))
        .isEqualTo("TLSv1.2");
  }

  @Test
  void cipherSuitesAndCurves_areKept() {
    TlsSettings settings =
        settings()
            .suites("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
            .curves("P384", "X25519")
            .build();
    var parameters = TlsContext.of(new ClientTls(settings, false, true, "")).parameters();
    assertThat(parameters.getCipherSuites())
        .contains("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256")
        .doesNotContain("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    assertThat(parameters.getNamedGroups()).containsExactly("secp384r1", "x25519");
  }

  @Test
  void unknownAuthority_namesCaFile() {
    assertThat(explained(PLAIN_SERVER, client(settings().ca(OTHER_CA))))
        .contains("not signed by an authority in tls::ca_pem")
        .contains("tls::ca_file");
    assertThat(explained(PLAIN_SERVER, client(settings()))).contains("set tls::ca_file");
  }

  @Test
  void insecureSkipVerify_takesAnyCertificate() throws Exception {
    ClientTls trusting = new ClientTls(settings().build(), false, true, "");
    assertThat(handshake(server(CLIENT, ""), trusting)).isEqualTo("TLSv1.3");
  }

  @Test
  void certificateForAnotherName_namesServerNameOverride() {
    assertThat(explained(server(CLIENT, ""), client(settings().ca(CA))))
        .contains("tls::server_name_override");
  }

  @Test
  void expiredCertificate_isSaid() {
    X509Bundle expired = issued("localhost", Duration.ofMinutes(-1));
    assertThat(explained(server(expired, ""), client(settings().ca(CA)))).contains("has expired");
  }

  @Test
  void serverThatWantsACertificate_namesCertFile(@TempDir Path folder) throws Exception {
    ServerTls server = server(SERVER, write(folder, CA.getCertificatePEM()));
    assertThat(explained(server, client(settings().ca(CA)))).contains("set tls::cert_file");
    assertThat(handshake(server, client(settings().ca(CA).own(CLIENT)))).isEqualTo("TLSv1.3");
    assertThat(explained(server, client(settings().ca(CA).own(OTHER_CA))))
        .contains("tls::cert_file");
  }

  @Test
  void serverThatSpeaksPlainText_namesInsecure() throws Exception {
    ClientTls tls = client(settings().ca(CA));
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerInPlainText(plain));
      assertThatThrownBy(() -> connect(TlsContext.of(tls), plain.getLocalPort()))
          .satisfies(e -> assertThat(TlsErrors.explain(e, tls)).contains("tls::insecure: true"));
    }
  }

  @Test
  void tlsAlertSeenByAPlainTextClient_namesInsecure() {
    ClientTls plain = ClientTls.defaults().withInsecure(true);
    var failure = new IOException("First received frame was not SETTINGS. Hex dump: 1503010002");
    assertThat(TlsErrors.explain(failure, plain)).contains("remove tls::insecure");
    assertThat(TlsErrors.explain(new IOException("Connection refused"), plain)).isNull();
  }

  @Test
  void filesThatCannotServe_areNamed(@TempDir Path folder) throws Exception {
    String missing = folder.resolve("missing.pem").toString();
    assertThatThrownBy(() -> TlsContext.of(client(settings().caFile(missing))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("ca_file \"" + missing + "\" does not exist");
    String noPem = write(folder, "no pem");
    assertThatThrownBy(() -> TlsContext.of(client(settings().caFile(noPem))))
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(
            () -> TlsContext.of(client(settings().certPem(SERVER.getCertificatePEM()).keyPem(CA))))
        .hasMessageContaining(
            "key_pem holds a private key that does not match the public key in cert_pem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
              1.4 |     | min_version: 1.4 (expected: "1.0", "1.1", "1.2" or "1.3")
              1.3 | 1.2 | invalid TLS configuration: min_version cannot be greater than max_version \
          (min_version is 1.3, max_version is 1.2)
          """)
  void versions_areValidated(String min, String max, String expected) {
    ProblemList problems = new ProblemList();
    settings().minVersion(min).maxVersion(max == null ? "" : max).build().validate(problems);
    assertThat(problems.lines()).containsExactly(expected);
  }

  @Test
  void contradictions_areAllReported() {
    ProblemList problems = new ProblemList();
    settings()
        .ca(CA)
        .caFile("ca.pem")
        .certPem("x")
        .suites("TLS_RSA_WITH_RC4_128_SHA", "RC5")
        .curves("P1")
        .build()
        .validate(problems);
    assertThat(problems.lines())
        .hasSize(5)
        .contains(
            "ca_file: provide either a CA file or the PEM-encoded string, but not both",
            "TLS configuration must include both certificate and key"
                + " (cert_file or cert_pem, and key_file or key_pem)",
            "cipher_suites: TLS_RSA_WITH_RC4_128_SHA (expected: a secure suite, or"
                + " include_insecure_cipher_suites: true)",
            "curve_preferences: P1 (expected: one of P256, P384, P521, X25519, X25519MLKEM768)");
  }

  @Test
  void serverWithoutCertificate_isRefused() {
    ProblemList problems = new ProblemList();
    ServerTls.defaults().validate(problems);
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .startsWith(
            "TLS configuration must include both certificate and key for server connections");
  }

  private static String explained(ServerTls server, ClientTls client) {
    try {
      return "no error, but " + handshake(server, client);
    } catch (Exception e) {
      return String.valueOf(TlsErrors.explain(e, client));
    }
  }

  /// Connects, receives a byte (a server of TLS 1.3 refuses a client only then) and returns the
  /// version.
  private static String handshake(ServerTls server, ClientTls client) throws Exception {
    TlsContext serverContext = TlsContext.of(server);
    try (SSLServerSocket listener =
            (SSLServerSocket)
                serverContext
                    .jdk()
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      listener.setSSLParameters(serverContext.parameters());
      Future<?> served = executor.submit(() -> sendOneByte(listener));
      String version = connect(TlsContext.of(client), listener.getLocalPort());
      served.get();
      return version;
    }
  }

  private static void answerInPlainText(ServerSocket plain) {
    try (var accepted = plain.accept()) {
      accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      assertThat(accepted.getInputStream().read(new byte[1000])).isPositive();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Void sendOneByte(SSLServerSocket listener) throws IOException {
    try (var accepted = listener.accept()) {
      accepted.getOutputStream().write(1);
      return null;
    }
  }

  private static String connect(TlsContext context, int port) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.jdk().getSocketFactory().createSocket("localhost", port)) {
      socket.setSSLParameters(context.parameters());
      socket.startHandshake();
      assertThat(socket.getInputStream().read()).isEqualTo(1);
      return socket.getSession().getProtocol();
    }
  }

  private static ServerTls server(X509Bundle bundle, String clientCaFile) {
    return new ServerTls(settings().own(bundle).build(), clientCaFile, false);
  }

  private static ClientTls client(Settings settings) {
    return new ClientTls(settings.build(), false, false, "");
  }

  private static String write(Path folder, String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "tls", ".pem"), text).toString();
  }

  private static X509Bundle ca(String subject) {
    try {
      return new CertificateBuilder()
          .subject(subject)
          .setIsCertificateAuthority(true)
          .ecp256()
          .buildSelfSigned();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static X509Bundle issued(String name, Duration lifetime) {
    try {
      return new CertificateBuilder()
          .subject("CN=" + name)
          .addSanDnsName(name)
          .notBefore(Instant.now().minus(Duration.ofDays(1)))
          .notAfter(Instant.now().plus(lifetime))
          .ecp256()
          .buildIssuedBy(CA);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Settings settings() {
    return new Settings();
  }

  /// Settings that differ from the defaults in a few keys.
  private static final class Settings {
    private String caFile = "";
    private String caPem = "";
    private String certPem = "";
    private String keyPem = "";
    private String minVersion = "";
    private String maxVersion = "";
    private List<String> suites = List.of();
    private List<String> curves = List.of();

    Settings ca(X509Bundle ca) {
      caPem = ca.getCertificatePEM();
      return this;
    }

    Settings caFile(String file) {
      caFile = file;
      return this;
    }

    Settings certPem(String pem) {
      certPem = pem;
      return this;
    }

    Settings keyPem(X509Bundle bundle) {
      keyPem = bundle.getPrivateKeyPEM();
      return this;
    }

    Settings own(X509Bundle bundle) {
      return certPem(bundle.getCertificatePathPEM()).keyPem(bundle);
    }

    Settings minVersion(String version) {
      minVersion = version;
      return this;
    }

    Settings maxVersion(String version) {
      maxVersion = version;
      return this;
    }

    Settings suites(String... names) {
      suites = List.of(names);
      return this;
    }

    Settings curves(String... names) {
      curves = List.of(names);
      return this;
    }

    TlsSettings build() {
      return new TlsSettings(
          caFile,
          new Secret(caPem),
          "",
          new Secret(certPem),
          "",
          new Secret(keyPem),
          minVersion,
          maxVersion,
          suites,
          false,
          curves,
          Duration.ZERO,
          false,
          null);
    }
  }
}
