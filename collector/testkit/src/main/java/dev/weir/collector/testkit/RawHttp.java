package dev.weir.collector.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP client that sends exactly the bytes it is told, well-formed or not, and reads answers.
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  /// Connects over TCP.
  public RawHttp(SocketAddress address) {
    this(connect(address));
  }

  /// Uses a connection that is there, such as one of TLS.
  public RawHttp(Socket connected) {
    try {
      socket = connected;
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(SocketAddress address) {
    try {
      Socket socket = new Socket();
      socket.connect(address, PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An answer as it came.
  ///
  /// @param headers by lower-case name
  /// @param body as bytes that are characters of ISO 8859-1
  public record Answer(int status, Map<String, String> headers, String body) {
    public byte[] bytes() {
      return body.getBytes(ISO_8859_1);
    }

    /// A header, or an empty text.
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// Sends one whole request on a connection of its own.
  ///
  /// @param headers `name: value`, beside host and content length
  public static Answer post(SocketAddress address, String path, byte[] body, String... headers) {
    try (RawHttp client = new RawHttp(address)) {
      return client.post(path, body, headers).read();
    }
  }

  /// Sends one whole request.
  public RawHttp post(String path, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    return send(head.toString()).send(body);
  }

  /// Sends characters of ISO 8859-1 as bytes.
  public RawHttp send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the next answer, which must declare its length or have no body.
  public Answer read() {
    try {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Answer(status, headers, new String(in.readNBytes(length), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until the server closes the connection; what it sends meanwhile is ignored.
  public void awaitClose() {
    try {
      byte[] ignored = new byte[1024];
      while (in.read(ignored) >= 0) {
        // until the end
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps the connection", e);
    } catch (IOException e) {
      // a reset is a close, too
    }
  }

  public InetSocketAddress localAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection after \"" + line + "\"");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
