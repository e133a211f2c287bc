package dev.weir.collector.exporters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that makes tunnels for HTTP's `CONNECT` and for SOCKS5. Whatever it is asked for, it
/// connects to one port of this machine.
final class ProxyPeer implements AutoCloseable {
  /// What was asked for, as `host:port`.
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// The credentials that came with it.
  final List<String> credentials = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final int target;
  private final String refusal;

  /// @param target the port that tunnels lead to
  ProxyPeer(int target) {
    this(target, "");
  }

  /// @param refusal the status line that every `CONNECT` is answered with; empty for a tunnel
  ProxyPeer(int target, String refusal) {
    this.target = target;
    this.refusal = refusal;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::listen);
  }

  /// `localhost:port`.
  String address() {
    return "localhost:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      int first = in.readUnsignedByte();
      boolean tunnel = first == 5 ? socks(in, client) : connect(first, in, client);
      if (tunnel) {
        Thread.startVirtualThread(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      // one of both went away
    }
  }

  private boolean connect(int first, DataInputStream in, Socket client) throws IOException {
    asked.add(((char) first + line(in)).split(" ", 3)[1]);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: ")) {
        credentials.add(line.substring("proxy-authorization: ".length()));
      }
    }
    String answer = refusal.isEmpty() ? "HTTP/1.1 200 Connection established" : refusal;
    client.getOutputStream().write((answer + "\r\n\r\n").getBytes(ISO_8859_1));
    return refusal.isEmpty();
  }

  /// RFC 1928, and 1929 for the credentials.
  private boolean socks(DataInputStream in, Socket client) throws IOException {
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    byte method = new String(methods, ISO_8859_1).indexOf(2) >= 0 ? (byte) 2 : 0;
    client.getOutputStream().write(new byte[] {5, method});
    if (method == 2) {
      in.readByte();
      String user = new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
      credentials.add(user + ":" + new String(in.readNBytes(in.readUnsignedByte()), UTF_8));
      client.getOutputStream().write(new byte[] {1, 0});
    }
    in.readNBytes(3);
    int kind = in.readUnsignedByte();
    String host =
        kind == 3
            ? new String(in.readNBytes(in.readUnsignedByte()), UTF_8)
            : InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16)).getHostAddress();
    asked.add(host + ":" + in.readUnsignedShort());
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    return true;
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one of both went away
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
