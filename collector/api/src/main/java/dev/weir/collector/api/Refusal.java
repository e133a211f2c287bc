package dev.weir.collector.api;

/// Thrown by [Consumer#consume] for a batch that it does not take. The subtype tells the caller
/// what to do next. Has no stack trace, since senders control how often it occurs.
public abstract sealed class Refusal extends RuntimeException
    permits RetryableRefusal, PermanentRefusal {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message, null, false, false);
  }
}
