package dev.weir.collector.helper.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyEnvironmentTest {

  @Test
  void proxy_isChosenByScheme() {
    ProxyEnvironment proxies =
        new ProxyEnvironment(Map.of("HTTPS_PROXY", "http://p:3128", "http_proxy", "q:8080"));

    assertThat(proxies.proxyFor("https", "example.com", 443))
        .isEqualTo(URI.create("http://p:3128"));
    assertThat(proxies.proxyFor("http", "example.com", 80)).isEqualTo(URI.create("http://q:8080"));
    assertThat(new ProxyEnvironment(Map.of()).proxyFor("http", "example.com", 80)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "example.com, a.example.com, true",
    "example.com, anexample.com, false",
    ".example.com, example.com, false",
    ".example.com, a.example.com, true",
    "example.com:4317, example.com, true",
    "example.com:4318, example.com, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.1.2.3, 10.1.2.3, true",
    "*, anything, true",
    "other, localhost, true",
    "other, 127.0.0.1, true",
    "other, ::1, true",
    "fd00::/8, fd00::5, true",
  })
  void noProxy_isReadAsGoReadsIt(String exception, String host, boolean direct) {
    ProxyEnvironment proxies =
        new ProxyEnvironment(Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", "x.y," + exception));

    assertThat(proxies.proxyFor("http", host, 4317) == null).isEqualTo(direct);
  }

  @Test
  void proxyThatIsNoUrl_isNamedWithoutItsPassword() {
    ProxyEnvironment proxies = new ProxyEnvironment(Map.of("HTTP_PROXY", "http://me:secret@:1 2"));

    assertThatThrownBy(() -> proxies.proxyFor("http", "example.com", 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: http://host:port")
        .hasMessageNotContaining("secret");
  }
}
