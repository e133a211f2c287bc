package dev.weir.collector.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.grpc.GrpcClient;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import dev.weir.collector.helper.http.CompressionParams;
import dev.weir.collector.helper.http.HttpClient;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.testkit.GrpcPeer;
import dev.weir.collector.testkit.HttpPeer;
import dev.weir.collector.testkit.TcpPeer;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clients of the OTLP exporters on their way through proxies, to a host that only the proxy
/// knows.
final class ProxyTest {
  private static final String HOST = "collector.test";
  private static final X509Bundle SERVER = TestTls.issued(HOST, TestTls.CA);
  private static final ClientTls TLS = TestTls.client(TestTls.CA, null);
  private static final Map<String, String> NONE = Map.of();
  private static final String BASIC = "Basic dXNlcjpzZWNyZXQ=";

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "proxy_url"})
  void https_goesThroughATunnel(String named) {
    try (HttpPeer peer = tlsPeer();
        ProxyPeer proxy = new ProxyPeer(peer.port())) {
      String url = "http://user:secret@" + proxy.address();
      assertThat(
              named.equals("proxy_url")
                  ? http("https://" + HOST, url, NONE)
                  : http("https://" + HOST, "", Map.of(named, url)))
          .isNull();
      assertThat(proxy.asked).containsExactly(HOST + ":443");
      assertThat(proxy.credentials).singleElement().asString().isEqualToIgnoringCase(BASIC);
      assertThat(peer.requests().getFirst().header("host")).isEqualTo(HOST);
      assertThat(peer.requests().getFirst().header("proxy-authorization")).isEmpty();
    }
  }

  @Test
  void http2_goesThroughATunnel() {
    try (Http2Peer peer = new Http2Peer(TestTls.server(SERVER, "").netty("h2"));
        ProxyPeer proxy = new ProxyPeer(peer.port())) {
      assertThat(http("https://" + HOST + ":4318", proxy.address(), NONE)).isNull();
      assertThat(peer.requests).hasValue(1);
      assertThat(proxy.asked).containsExactly(HOST + ":4318");
    }
  }

  @Test
  void http_isGivenToTheProxyWhole() {
    try (HttpPeer proxy = HttpPeer.start()) {
      String url = "http://user:secret@localhost:" + proxy.port();
      assertThat(http("http://" + HOST + ":4318", "", Map.of("HTTP_PROXY", url))).isNull();
      var request = proxy.requests().getFirst();
      assertThat(request.target()).isEqualTo("http://" + HOST + ":4318/v1/traces");
      assertThat(request.header("proxy-authorization")).isEqualTo(BASIC);
    }
  }

  @Test
  void noProxy_goesDirectly() {
    try (HttpPeer peer = HttpPeer.start();
        ProxyPeer proxy = new ProxyPeer(TcpPeer.unusedPort())) {
      Map<String, String> proxies = Map.of("HTTP_PROXY", proxy.address(), "NO_PROXY", ".test");
      Throwable direct = http("http://" + HOST + ":" + peer.port(), "", proxies);
      assertThat(direct).hasMessageContaining("lookup of " + HOST);
      assertThat(http(peer.url(), "", proxies)).isNull(); // localhost never needs a proxy
      assertThat(proxy.asked).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://", "socks5h://", "socks5://user:secret@"})
  void socks_carriesPlainTextAndTls(String scheme) {
    try (HttpPeer plain = HttpPeer.start();
        ProxyPeer toPlain = new ProxyPeer(plain.port());
        HttpPeer tls = tlsPeer();
        ProxyPeer toTls = new ProxyPeer(tls.port())) {
      assertThat(http("http://" + HOST + ":4318", scheme + toPlain.address(), NONE)).isNull();
      assertThat(plain.requests().getFirst().target()).isEqualTo("/v1/traces");
      assertThat(toPlain.asked).containsExactly(HOST + ":4318");

      assertThat(http("https://" + HOST, scheme + toTls.address(), NONE)).isNull();
      assertThat(toTls.asked).containsExactly(HOST + ":443");
      assertThat(toTls.credentials)
          .isEqualTo(scheme.contains("@") ? List.of("user:secret") : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 407 Proxy Authentication Required", "HTTP/1.1 403 Forbidden", "SSH-2.0"})
  void proxyThatMakesNoTunnel_isNamedWithItsAnswer(String answer) {
    try (HttpPeer target = HttpPeer.start();
        ProxyPeer proxy = new ProxyPeer(target.port(), answer)) {
      String expected = answer.startsWith("HTTP") ? answer.substring(9, 12) : "proxy";
      assertThat(http("https://" + HOST, proxy.address(), NONE))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining("through the proxy")
          .hasMessageContaining(expected);
      assertThat(grpc(TLS, Map.of("HTTPS_PROXY", proxy.address())))
          .isInstanceOf(RetryableRefusal.class)
          .hasMessageContaining(proxy.address().substring("localhost".length()))
          .hasMessageContaining(expected);
    }
  }

  @Test
  void proxyThatIsDown_isNamed() {
    String down = "localhost:" + TcpPeer.unusedPort();
    assertThat(http("https://" + HOST, down, NONE))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("through the proxy " + down.replace(":", "/127.0.0.1:"))
        .hasMessageContaining("refused");
    assertThat(http("http://" + HOST, down, NONE)).hasMessageContaining("through the proxy");
    assertThat(grpc(TLS, Map.of("HTTPS_PROXY", down)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("refused")
        .hasMessageContaining(down.substring("localhost".length()));
  }

  @Test
  void proxyOfAnUnknownKind_isRefusedAtStart() {
    assertThatThrownBy(() -> http("http://" + HOST, "ftp://localhost:1", NONE))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("ftp");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void grpc_goesThroughATunnel(boolean tls) {
    try (GrpcPeer peer =
            tls ? GrpcPeer.start(TestTls.server(SERVER, "").netty("h2")) : GrpcPeer.start();
        ProxyPeer proxy = new ProxyPeer(peer.port())) {
      String url = "http://user:secret@" + proxy.address();
      assertThat(grpc(tls ? TLS : TestTls.PLAIN, Map.of("HTTPS_PROXY", url))).isNull();
      assertThat(peer.items(Signal.TRACES)).isEqualTo(5);
      assertThat(proxy.asked).containsExactly(HOST + ":4317");
      assertThat(proxy.credentials).singleElement().asString().isEqualToIgnoringCase(BASIC);
    }
  }

  @Test
  void grpc_withAProxyThatNoProxyExcepts_goesDirectly() {
    try (ProxyPeer proxy = new ProxyPeer(TcpPeer.unusedPort())) {
      Map<String, String> proxies = Map.of("HTTPS_PROXY", proxy.address(), "NO_PROXY", HOST);
      assertThat(grpc(TLS, proxies)).hasMessageContaining("Unable to resolve host " + HOST);
      assertThat(proxy.asked).isEmpty();
    }
  }

  @Test
  void grpc_throughAProxyOfAnotherKind_saysWhatIsExpected() {
    assertThat(grpc(TLS, Map.of("HTTPS_PROXY", "socks5://localhost:1080")))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("HTTPS_PROXY with scheme socks5 (expected: http://host:port)");
  }

  private static HttpPeer tlsPeer() {
    return HttpPeer.start(TestTls.sockets(TestTls.server(SERVER, "")));
  }

  private static @Nullable Throwable http(
      String endpoint, String proxyUrl, Map<String, String> environment) {
    HttpClientConfig config =
        new HttpClientConfig(
            endpoint,
            proxyUrl,
            TLS,
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
    URI url = URI.create(endpoint + "/v1/traces");
    try (HttpClient client =
        HttpClient.open(config, url, Map.of(), new ProxyEnvironment(environment))) {
      return catchThrowable(() ->
          assertThat(client.post(spans().ranges(), null, Duration.ofSeconds(10)).status())
              .isEqualTo(200));
    }
  }

  private static @Nullable Throwable grpc(ClientTls tls, Map<String, String> environment) {
    GrpcClientConfig config =
        new GrpcClientConfig(
            HOST + ":4317",
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
    try (GrpcClient client =
        GrpcClient.open(
            config,
            "opentelemetry.proto.collector.trace.v1.TraceService/Export",
            "test/1",
            new ProxyEnvironment(environment))) {
      return catchThrowable(() -> client.call(spans(), Duration.ofSeconds(10)));
    }
  }

  private static Batch spans() {
    return TestData.batch(Signal.TRACES, 5);
  }
}
