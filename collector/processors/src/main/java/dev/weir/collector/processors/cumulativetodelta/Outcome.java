package dev.weir.collector.processors.cumulativetodelta;

/// What becomes of a point.
enum Outcome {
  /// It goes on as the delta that it became.
  CONVERTED(""),
  /// It goes on with its whole value, as its counting began after the last point of the series.
  WHOLE(""),
  /// It is no number and goes on as it is.
  PASSED(""),
  INITIAL("initial"),
  OUT_OF_ORDER("out_of_order"),
  BUCKET_MISMATCH("bucket_mismatch"),
  NO_RECORDED_VALUE("no_recorded_value");

  private final String reason;

  Outcome(String reason) {
    this.reason = reason;
  }

  /// Why the point is dropped; empty when it goes on.
  String reason() {
    return reason;
  }

  boolean isDropped() {
    return !reason.isEmpty();
  }
}
