package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a request. Immutable; the array is given away.
public final class HttpResponse {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private HttpResponse(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /// An answer.
  ///
  /// @param contentType empty for an answer without a body
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(status, contentType, body, Map.of());
  }

  public static HttpResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  /// The same answer with one more header.
  public HttpResponse header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, contentType, body, Map.copyOf(more));
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

  /// Never write to it.
  public byte[] body() {
    return body;
  }

  /// Headers beside content type and length.
  public Map<String, String> headers() {
    return headers;
  }
}
