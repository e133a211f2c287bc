package dev.weir.collector.helper.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/// Answers to requests that are not HTTP/1.1 as it should be.
final class HttpMalformed {
  private HttpMalformed() {}

  /// The answer, or null when there is nothing wrong.
  static @Nullable HttpResponse check(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return ofFailure(head.decoderResult().cause());
    }
    HttpVersion version = head.protocolVersion();
    if (version.majorVersion() != 1) {
      return HttpResponse.text(400, "400 Bad Request: unsupported protocol " + version.text());
    }
    if (version.minorVersion() > 0 && !head.headers().contains(HttpHeaderNames.HOST)) {
      return HttpResponse.text(400, "400 Bad Request: missing required Host header");
    }
    String encoding = head.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
      return HttpResponse.text(501, "501 Not Implemented: transfer encoding " + encoding);
    }
    return null;
  }

  private static HttpResponse ofFailure(Throwable cause) {
    if (cause instanceof TooLongHttpHeaderException) {
      return HttpResponse.text(431, "431 Request Header Fields Too Large");
    }
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponse.text(414, "414 URI Too Long");
    }
    return HttpResponse.text(400, "400 Bad Request: malformed HTTP request");
  }
}
