package dev.weir.collector.processors.cumulativetodelta;

/// What becomes of the first point of a series.
public enum InitialValue {
  /// Sent when its start time tells that nothing of it can have been sent before.
  AUTO,
  /// Sent.
  KEEP,
  /// Not sent.
  DROP
}
