package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Asks metadata services, never through a proxy. Every request ends within the time-out. Any
/// thread may call it.
final class MetadataClient {
  private static final int MAX_BODY = 1 << 20;
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

  private final Duration timeout;

  /// @param timeout for a request; zero for 5 seconds
  MetadataClient(Duration timeout) {
    this.timeout = timeout.isZero() ? Duration.ofSeconds(5) : timeout;
  }

  /// What a service answered.
  record Answer(int status, String body, Map<String, List<String>> headers) {
    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /// The body of a successful answer.
  ///
  /// @throws IOException when there is no answer, or it says that there is nothing
  String get(String url, Map<String, String> headers) throws IOException {
    Answer answer = ask("GET", url, headers, null);
    if (!answer.isSuccess()) {
      throw new IOException(url + " answers " + answer.status());
    }
    return answer.body();
  }

  Answer ask(
      String method, String url, Map<String, String> headers, @Nullable SSLSocketFactory trust)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    HttpURLConnection connection = open(url);
    try {
      if (trust != null && connection instanceof HttpsURLConnection secure) {
        secure.setSSLSocketFactory(trust);
      }
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) Math.min(timeout.toMillis(), LONGEST_CONNECT.toMillis()));
      connection.setReadTimeout((int) Math.max(1, timeout.toMillis()));
      headers.forEach(connection::setRequestProperty);
      int status = connection.getResponseCode();
      InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
      return new Answer(
          status, body == null ? "" : read(url, body, end), connection.getHeaderFields());
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection open(String url) throws IOException {
    try {
      if (URI.create(url).toURL().openConnection(Proxy.NO_PROXY)
          instanceof HttpURLConnection connection) {
        return connection;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(url + " is no URL (expected: http://host:port)", e);
    }
    throw new IOException(url + " is not spoken to (expected: http or https)");
  }

  private static String read(String url, InputStream body, long end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
      read.write(piece, 0, length);
      if (read.size() > MAX_BODY || System.nanoTime() > end) {
        throw new IOException(url + " does not come to an end after " + read.size() + " bytes");
      }
    }
    return read.toString(UTF_8);
  }
}
