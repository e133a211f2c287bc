package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a request. Immutable; the array is given away.
public final class HttpResponse {
  private static final long SECOND_NANOS = 1_000_000_000;

  private static final byte[] NOTHING = {};

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final @Nullable HttpStream stream;
  private final Map<String, String> headers;

  private HttpResponse(
      int status,
      String contentType,
      byte[] body,
      @Nullable HttpStream stream,
      Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.stream = stream;
    this.headers = headers;
  }

  /// An answer.
  ///
  /// @param contentType empty for an answer without a body
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(status, contentType, body, null, Map.of());
  }

  /// An answer whose body is written piece by piece, by the virtual thread that made the answer.
  /// Only for handlers that may block.
  public static HttpResponse stream(int status, String contentType, HttpStream stream) {
    return new HttpResponse(status, contentType, NOTHING, stream, Map.of());
  }

  public static HttpResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  /// The same answer with one more header.
  public HttpResponse header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, contentType, body, stream, Map.copyOf(more));
  }

  /// The same answer with `Retry-After` in whole seconds, rounded up; or this one, when there is
  /// nothing to say.
  public HttpResponse retryAfter(@Nullable Duration delay) {
    if (delay == null) {
      return this;
    }
    long seconds = Math.ceilDiv(delay.toNanos(), SECOND_NANOS);
    return header("retry-after", Long.toString(seconds));
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  /// What writes the body, or null when [#body] is all of it.
  @Nullable HttpStream stream() {
    return stream;
  }

  /// Never write to it.
  public byte[] body() {
    return body;
  }

  /// Headers beside content type and length.
  public Map<String, String> headers() {
    return headers;
  }
}
