package dev.weir.collector.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// "Not now": the same batch may be offered again. Answered to senders as gRPC `UNAVAILABLE` with
/// `RetryInfo` or HTTP 503 with `Retry-After`.
public final class RetryableRefusal extends Refusal {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Duration retryAfter;

  public RetryableRefusal(String message) {
    this(message, null);
  }

  /// A refusal that says when to come back.
  ///
  /// @param retryAfter how long to wait at least, or null when that is not known
  public RetryableRefusal(String message, @Nullable Duration retryAfter) {
    this(message, retryAfter, OTHER);
  }

  /// A refusal whose type is known, see [#errorType()].
  public RetryableRefusal(String message, @Nullable Duration retryAfter, String errorType) {
    super(message, errorType);
    this.retryAfter = retryAfter;
  }

  /// How long to wait at least, or null when that is not known.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
