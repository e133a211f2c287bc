package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.net.ProxyEnvironment;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import io.grpc.ProxyDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Connects through the proxy that `HTTPS_PROXY` names, with or without TLS, as Go does.
record GrpcProxies(ProxyEnvironment environment) implements ProxyDetector {
  private static final int DEFAULT_PORT = 80;

  @Override
  public @Nullable ProxiedSocketAddress proxyFor(SocketAddress target) throws IOException {
    if (!(target instanceof InetSocketAddress address)) {
      return null;
    }
    URI proxy = proxyFor(address);
    if (proxy == null) {
      return null;
    }
    var built =
        HttpConnectProxiedSocketAddress.newBuilder()
            .setTargetAddress(address)
            .setProxyAddress(resolved(proxy));
    String user = proxy.getUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      built
          .setUsername(colon < 0 ? user : user.substring(0, colon))
          .setPassword(colon < 0 ? "" : user.substring(colon + 1));
    }
    return built.build();
  }

  private @Nullable URI proxyFor(InetSocketAddress address) throws IOException {
    try {
      URI proxy = environment.proxyFor("https", address.getHostString(), address.getPort());
      if (proxy != null && !"http".equals(proxy.getScheme())) {
        throw new IOException(
            "HTTPS_PROXY with scheme " + proxy.getScheme() + " (expected: http://host:port)");
      }
      return proxy;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static InetSocketAddress resolved(URI proxy) throws IOException {
    int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    InetSocketAddress address = new InetSocketAddress(proxy.getHost(), port);
    if (address.isUnresolved()) {
      throw new IOException("proxy " + proxy.getHost() + " has no address");
    }
    return address;
  }
}
