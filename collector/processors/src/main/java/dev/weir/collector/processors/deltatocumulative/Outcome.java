package dev.weir.collector.processors.deltatocumulative;

/// What becomes of a point.
enum Outcome {
  /// It goes on with the sum of its series.
  ADDED("", ""),
  /// It goes on as it is, since its series begins with it.
  FIRST("", ""),
  /// It has no value and goes on as it is.
  PASSED("", ""),
  OUT_OF_ORDER("out_of_order", "delta.ErrOutOfOrder"),
  OLDER_START("older_start", "delta.ErrOlderStart"),
  LIMIT("limit", "limit");

  private final String reason;
  private final String error;

  Outcome(String reason, String error) {
    this.reason = reason;
    this.error = error;
  }

  boolean isDropped() {
    return !reason.isEmpty();
  }

  /// Why the point is dropped; empty when it goes on.
  String reason() {
    return reason;
  }

  /// The same as the Collector's metrics say it.
  String error() {
    return error;
  }
}
