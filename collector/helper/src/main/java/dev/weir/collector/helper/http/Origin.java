package dev.weir.collector.helper.http;

import java.net.URI;
import java.util.Locale;

/// What connections are made to: scheme, host and port of a URL.
///
/// @param host without brackets
record Origin(boolean isTls, String host, int port) {

  static Origin of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return new Origin(
        tls,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        url.getPort() >= 0 ? url.getPort() : (tls ? 443 : 80));
  }

  String scheme() {
    return isTls ? "https" : "http";
  }
}
