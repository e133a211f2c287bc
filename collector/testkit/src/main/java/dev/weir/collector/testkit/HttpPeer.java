package dev.weir.collector.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A small HTTP/1.1 server that answers as it is told: well, badly, or not at all.
public final class HttpPeer implements AutoCloseable {
  private static final byte[] EMPTY = {};

  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour behaviour = status(200);

  /// One request.
  ///
  /// @param headers by lower-case name; of several of the same name, the last
  public record Request(
      String method, String target, Map<String, String> headers, ByteString body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /// What a request is answered with. Runs on a thread of the connection, and may wait, write
  /// anything or close.
  @FunctionalInterface
  public interface Behaviour {
    void answer(Request request, Socket connection) throws Exception;
  }

  private HttpPeer(ServerSocket socket) {
    this.socket = socket;
    Thread.startVirtualThread(this::listen);
  }

  /// A server on a free port, in plain text.
  public static HttpPeer start() {
    return start(ServerSocketFactory.getDefault());
  }

  /// A server on a port that was free a moment ago.
  public static HttpPeer start(int port) {
    return start(port, ServerSocketFactory.getDefault());
  }

  /// A server on a free port, whose sockets come from this factory, such as one for TLS.
  public static HttpPeer start(ServerSocketFactory factory) {
    return start(0, factory);
  }

  private static HttpPeer start(int port, ServerSocketFactory factory) {
    try {
      return new HttpPeer(factory.createServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// `http://localhost:port`.
  public String url() {
    return "http://localhost:" + port();
  }

  /// How requests are answered from now on.
  public HttpPeer answer(Behaviour wanted) {
    behaviour = wanted;
    return this;
  }

  /// All requests that were read completely.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// How many connections were made.
  public int connections() {
    return connections.get();
  }

  /// Answers with a status, headers (names and values in turn) and no body.
  public static Behaviour status(int status, String... headers) {
    return body(status, EMPTY, headers);
  }

  /// Answers with a status, headers (names and values in turn) and a body.
  public static Behaviour body(int status, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Reason\r\n");
    TestContext.pairs(headers)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return (request, connection) -> {
      OutputStream out = connection.getOutputStream();
      out.write(head.toString().getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
    };
  }

  /// Writes this and closes.
  public static Behaviour raw(String text) {
    return (request, connection) -> {
      connection.getOutputStream().write(text.getBytes(UTF_8));
      connection.getOutputStream().flush();
      connection.close();
    };
  }

  /// Never answers.
  public Behaviour stall() {
    return (request, connection) -> closed.await();
  }

  @Override
  public void close() {
    closed.countDown();
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
        connections.incrementAndGet();
        open.add(connection);
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException e) {
        // closed, or a client that went away at once
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (!connection.isClosed()) {
        Request request = read(in);
        requests.add(request);
        behaviour.answer(request, connection);
      }
    } catch (Exception e) {
      // the client went away, or the behaviour wants it so
    } finally {
      open.remove(connection);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(first[0], first[1], Map.copyOf(headers), ByteString.copyFrom(body));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
