package dev.weir.collector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that speaks no protocol: it takes connections and does with each what it is told.
public final class TcpPeer implements AutoCloseable {
  private final ServerSocket socket;
  private final Behaviour behaviour;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /// What is done with a connection. Runs on a thread of its own.
  @FunctionalInterface
  public interface Behaviour {
    void handle(Socket connection) throws IOException;
  }

  private TcpPeer(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::listen);
  }

  /// Takes connections and never says a word.
  public static TcpPeer silent() {
    return new TcpPeer(connection -> {});
  }

  /// Closes every connection as soon as it is there.
  public static TcpPeer closing() {
    return new TcpPeer(Socket::close);
  }

  /// Says this to everybody.
  public static TcpPeer saying(String text) {
    return new TcpPeer(connection -> {
      connection.getOutputStream().write(text.getBytes(UTF_8));
      connection.getOutputStream().flush();
    });
  }

  /// Does this with each connection.
  public static TcpPeer doing(Behaviour behaviour) {
    return new TcpPeer(behaviour);
  }

  /// A port on which nobody listens.
  public static int unusedPort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// `localhost:port`.
  public String endpoint() {
    return "localhost:" + port();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> handle(connection));
      } catch (IOException e) {
        // closed, or a client that went away at once
      }
    }
  }

  private void handle(Socket connection) {
    try {
      behaviour.handle(connection);
    } catch (IOException e) {
      // the client went away
    }
  }
}
