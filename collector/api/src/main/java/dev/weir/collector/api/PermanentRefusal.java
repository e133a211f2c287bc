package dev.weir.collector.api;

/// "Never": the same batch will be refused again, however often it is offered.
public final class PermanentRefusal extends Refusal {
  private static final long serialVersionUID = 1L;

  /// Whose fault it is, and so what a receiver answers.
  public enum Reason {
    /// The bytes are not what they claim to be: gRPC `INVALID_ARGUMENT`, HTTP 400.
    INVALID,
    /// More than some limit allows; smaller pieces may pass: gRPC `RESOURCE_EXHAUSTED`, HTTP 413.
    TOO_LARGE,
    /// The destination does not take it: gRPC `INTERNAL`, HTTP 500.
    REJECTED
  }

  private final Reason reason;

  public PermanentRefusal(Reason reason, String message) {
    this(reason, message, OTHER);
  }

  /// A refusal whose type is known, see [#errorType()].
  public PermanentRefusal(Reason reason, String message, String errorType) {
    super(message, errorType);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
