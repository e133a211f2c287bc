package dev.weir.collector.helper.net;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, in capitals
/// or not, read as the Go Collector reads them. Connections to this machine never use a proxy.
///
/// `NO_PROXY` is a list, separated by commas, of names (with all names below them; with a leading
/// dot only those below), addresses, and networks such as `10.0.0.0/8`, each with a port or
/// without, or `*`.
public final class ProxyEnvironment {
  private final Map<String, String> environment;
  private final List<String> exceptions;

  /// @param environment such as [System#getenv()]
  public ProxyEnvironment(Map<String, String> environment) {
    this.environment = environment;
    this.exceptions =
        Arrays.stream(variable("no_proxy").split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /// The environment of this process.
  public static ProxyEnvironment ofProcess() {
    return new ProxyEnvironment(System.getenv());
  }

  /// The proxy for a connection, or null for none.
  ///
  /// @param scheme `http` or `https`
  /// @param host a name or an address, without brackets
  /// @throws IllegalArgumentException when the environment holds what is no URL
  public @Nullable URI proxyFor(String scheme, String host, int port) {
    String proxy = variable(scheme + "_proxy");
    if (proxy.isEmpty() || isExcepted(host.toLowerCase(Locale.ROOT), port)) {
      return null;
    }
    return parse(proxy);
  }

  /// Reads the URL of a proxy; without a scheme it is `http`.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static URI parse(String text) {
    String url = text.contains("://") ? text : "http://" + text;
    try {
      URI proxy = URI.create(url);
      if (proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "proxy \"" + text.replaceFirst("//[^@/]*@", "//") + "\" (expected: http://host:port)");
  }

  private String variable(String lowerCase) {
    String upper = environment.get(lowerCase.toUpperCase(Locale.ROOT));
    if (upper != null && !upper.isEmpty()) {
      return upper.strip();
    }
    return environment.getOrDefault(lowerCase, "").strip();
  }

  private boolean isExcepted(String host, int port) {
    InetAddress address = literal(host);
    boolean local = address == null ? host.equals("localhost") : address.isLoopbackAddress();
    return local || exceptions.stream().anyMatch(entry -> matches(entry, host, address, port));
  }

  private static boolean matches(
      String entry, String host, @Nullable InetAddress address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    if (hasPort) {
      if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    return address == null ? matchesName(name, host) : matchesAddress(name, address);
  }

  private static boolean matchesName(String entry, String host) {
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean matchesAddress(String entry, InetAddress address) {
    int slash = entry.indexOf('/');
    InetAddress network = literal(slash < 0 ? entry : entry.substring(0, slash));
    if (network == null || network.getAddress().length != address.getAddress().length) {
      return false;
    }
    int bits = network.getAddress().length * 8;
    try {
      int prefix = slash < 0 ? bits : Integer.parseInt(entry.substring(slash + 1));
      return prefix >= 0 && prefix <= bits && sharePrefix(network, address, prefix);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean sharePrefix(InetAddress a, InetAddress b, int bits) {
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((a.getAddress()[i / 8] & mask) != (b.getAddress()[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// An address written as such, or null for a name; nothing is looked up.
  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
