package dev.weir.collector.api;

/// Thrown by [Consumer#consume] for a batch that it does not take. The subtype tells the caller
/// what to do next. Has no stack trace, since senders control how often it occurs.
public abstract sealed class Refusal extends RuntimeException
    permits RetryableRefusal, PermanentRefusal {
  /// The type of an error of which no more is known, as the semantic conventions spell it.
  public static final String OTHER = "_OTHER";

  private static final long serialVersionUID = 1L;

  private final String errorType;

  Refusal(String message, String errorType) {
    super(message, null, false, false);
    this.errorType = errorType;
  }

  /// What went wrong, in a word that can be a label: a gRPC status such as `Unavailable`, or
  /// [#OTHER].
  public String errorType() {
    return errorType;
  }
}
