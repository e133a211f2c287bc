package dev.weir.collector.helper.grpc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;

/// Where a gRPC client connects: its `endpoint`, read.
///
/// @param host without brackets; empty for a unix socket
/// @param port 0 for a unix socket
/// @param unixPath empty for TCP
/// @param uri the same in gRPC's own spelling; empty for a unix socket
public record GrpcTarget(String host, int port, String unixPath, String uri) {
  private static final String UNIX = "unix://";
  private static final int MAX_PORT = 0xFFFF;

  /// Reads an endpoint.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static GrpcTarget parse(String endpoint) {
    if (endpoint.startsWith(UNIX)) {
      String path = endpoint.substring(UNIX.length());
      if (path.isEmpty()) {
        throw new IllegalArgumentException("unix:///path: unix socket path cannot be empty");
      }
      return new GrpcTarget("", 0, path, "");
    }
    int scheme = endpoint.indexOf("://");
    if (scheme < 0) {
      return ofAddress(endpoint, "");
    }
    String rest = endpoint.substring(scheme + 3);
    return switch (endpoint.substring(0, scheme)) {
      case "http", "https" -> ofAddress(rest, "");
      case "dns", "passthrough" -> {
        int slash = rest.indexOf('/');
        yield ofAddress(rest.substring(slash + 1), slash < 0 ? "" : rest.substring(0, slash));
      }
      default ->
          throw new IllegalArgumentException(
              "host:port, https://host:port, dns:///host:port, passthrough:///host:port or"
                  + " unix:///path");
    };
  }

  /// The labels `server.address` and `server.port` of an endpoint, as the Collector sets them.
  public static Map<String, String> labels(String endpoint) {
    Map<String, String> labels = new HashMap<>();
    int colon = endpoint.lastIndexOf(':');
    String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String port = endpoint.substring(colon + 1);
    if (colon < 0 || (host.indexOf(':') >= 0 && !bracketed) || !port.matches("\\d{1,5}")) {
      labels.put("server.address", endpoint);
    } else {
      labels.put("server.address", bracketed ? host.substring(1, host.length() - 1) : host);
      labels.put("server.port", port);
    }
    return labels;
  }

  boolean isUnix() {
    return !unixPath.isEmpty();
  }

  private static GrpcTarget ofAddress(String address, String dnsServer) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    if (colon < 0) {
      throw new IllegalArgumentException("host:port: address " + address + ": missing port");
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("host:port, IPv6 as [::1]:4317");
    }
    int port = port(address.substring(colon + 1));
    String name = host.isEmpty() ? "localhost" : host;
    return new GrpcTarget(name, port, "", uri(dnsServer, name, port));
  }

  private static String uri(String dnsServer, String host, int port) {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    try {
      return new URI("dns", dnsServer, "/" + name + ":" + port, null, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("host:port: " + e.getMessage(), e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("host:port: invalid port \"" + text + "\"");
  }
}
