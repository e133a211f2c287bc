package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A proxy on the way to a server. An HTTP proxy gets plain requests whole, and a `CONNECT` for
/// those over TLS; SOCKS5 carries everything.
///
/// @param isSocks true for SOCKS5
/// @param user null when it wants none
record HttpProxy(boolean isSocks, String host, int port, @Nullable String user, String password) {

  /// @throws IllegalArgumentException when the scheme is none of `http`, `socks5` and `socks5h`
  static HttpProxy of(URI url) {
    boolean socks = String.valueOf(url.getScheme()).startsWith("socks5");
    if (!socks && !"http".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "proxy with scheme " + url.getScheme() + " (expected: http or socks5)");
    }
    int port = url.getPort() >= 0 ? url.getPort() : (socks ? 1080 : 80);
    String info = url.getUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    return new HttpProxy(
        socks,
        url.getHost(),
        port,
        info == null || colon < 0 ? info : info.substring(0, colon),
        info == null || colon < 0 ? "" : info.substring(colon + 1));
  }

  /// What makes a connection of one to the proxy, or null when requests go to the proxy itself.
  @Nullable ProxyHandler tunnel(Origin origin, InetSocketAddress proxy) {
    if (isSocks) {
      return user == null
          ? new Socks5ProxyHandler(proxy)
          : new Socks5ProxyHandler(proxy, user, password);
    }
    if (!origin.isTls()) {
      return null;
    }
    return user == null ? new HttpProxyHandler(proxy) : new HttpProxyHandler(proxy, user, password);
  }

  /// Whether the request line names the whole URL.
  boolean wantsWholeUrl(Origin origin) {
    return !isSocks && !origin.isTls();
  }

  /// The header `Proxy-Authorization`, or null when the proxy wants none.
  @Nullable String authorization() {
    return user == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }
}
