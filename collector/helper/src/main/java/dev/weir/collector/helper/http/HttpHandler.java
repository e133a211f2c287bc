package dev.weir.collector.helper.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an [HttpServer] does with the requests of a path. Many threads call it at once.
public interface HttpHandler {

  /// Whether [#handle] may wait. If not, it is called on a network event loop, otherwise on a
  /// virtual thread.
  boolean mayBlock();

  /// Whether answers wait while the process holds much telemetry, so that senders slow down; see
  /// [dev.weir.collector.api.MemoryBudget#answerDelayNanos].
  default boolean holdsSendersBack() {
    return false;
  }

  /// Whether the work is of no use to anybody when the client has gone: then the thread in
  /// [#handle], or in the answer's stream, is interrupted. Only for handlers that may block.
  default boolean endsWithClient() {
    return false;
  }

  /// Looks at a request before its body is read. Must not wait.
  ///
  /// @return the answer, for which the body need not be read; or null to go on
  default @Nullable HttpResponse answerEarly(HttpRequest request) {
    return null;
  }

  /// Answers a request, whose body is there and decompressed.
  HttpResponse handle(HttpRequest request);

  /// The answer to a request that the server itself turns down.
  ///
  /// @param status such as 400 for a body that cannot be decompressed or is too large, 503 where
  ///   there is no memory
  /// @param retryAfter when to come back, or null
  default HttpResponse failed(
      HttpRequest request, int status, String message, @Nullable Duration retryAfter) {
    return HttpResponse.text(status, message + "\n").retryAfter(retryAfter);
  }
}
