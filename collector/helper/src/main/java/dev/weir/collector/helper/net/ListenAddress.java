package dev.weir.collector.helper.net;

import dev.weir.collector.api.Problems;
import dev.weir.collector.api.StartException;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where a server listens: the `endpoint` and `transport` of its settings, read.
///
/// @param transport `tcp`, `tcp4`, `tcp6` or `unix`
/// @param endpoint as the user wrote it: `host:port`, `[::1]:4317`, `:4317`, or a path
/// @param host without brackets; empty for all addresses of the machine
/// @param port 0 for any free one
public record ListenAddress(String transport, String endpoint, String host, int port) {
  private static final List<String> TRANSPORTS = List.of("tcp", "tcp4", "tcp6", "unix");
  private static final int MAX_PORT = 0xFFFF;
  private static final int MAX_UNIX_PATH = 107;

  /// Reads the settings.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static ListenAddress parse(String transport, String endpoint) {
    if (transport.equals("unix")) {
      if (endpoint.isEmpty() || endpoint.length() > MAX_UNIX_PATH) {
        throw new IllegalArgumentException("a path of 1 to " + MAX_UNIX_PATH + " characters");
      }
      return new ListenAddress(transport, endpoint, "", 0);
    }
    int colon = endpoint.lastIndexOf(':');
    String host = colon < 0 ? "" : endpoint.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (!bracketed && host.indexOf(':') >= 0)) {
      throw new IllegalArgumentException("host:port, such as localhost:4317 or [::1]:4317");
    }
    return new ListenAddress(
        transport,
        endpoint,
        bracketed ? host.substring(1, host.length() - 1) : host,
        port(endpoint.substring(colon + 1)));
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
    throw new IllegalArgumentException("host:port, the port from 0 to " + MAX_PORT);
  }

  /// Reports what is wrong with the two settings.
  public static void validate(Problems problems, String transport, String endpoint) {
    if (!TRANSPORTS.contains(transport)) {
      problems.add("transport", transport, "tcp, tcp4, tcp6 or unix");
      return;
    }
    try {
      parse(transport, endpoint);
    } catch (IllegalArgumentException e) {
      problems.add("endpoint", endpoint, String.valueOf(e.getMessage()));
    }
  }

  /// An address as users write it: `127.0.0.1:4317`, `[::1]:4317`, or a path.
  public static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? NetUtil.toSocketAddressString(inet)
        : address.toString();
  }

  public boolean isUnix() {
    return transport.equals("unix");
  }

  /// The address to listen on. Looks the host up.
  ///
  /// @throws StartException when the host is unknown
  public SocketAddress resolve() {
    if (isUnix()) {
      return EventLoops.unixAddress(endpoint);
    }
    if (host.isEmpty()) {
      return transport.equals("tcp4")
          ? new InetSocketAddress("0.0.0.0", port)
          : new InetSocketAddress(port);
    }
    try {
      return new InetSocketAddress(choose(InetAddress.getAllByName(host)), port);
    } catch (UnknownHostException e) {
      throw new StartException(
          "endpoint \"" + endpoint + "\": host \"" + host + "\" is not known to this machine", e);
    }
  }

  /// As the system prefers, of the family that the transport asks for.
  private InetAddress choose(InetAddress[] addresses) throws UnknownHostException {
    Optional<InetAddress> chosen =
        Arrays.stream(addresses)
            .filter(a -> !transport.equals("tcp4") || !(a instanceof Inet6Address))
            .filter(a -> !transport.equals("tcp6") || a instanceof Inet6Address)
            .findFirst();
    return chosen.orElseThrow(() -> new UnknownHostException(host));
  }
}
