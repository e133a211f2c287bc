package dev.weir.otlp.batch;

/// Says to which group an item belongs. Called in wire order, from one thread.
@FunctionalInterface
public interface ItemKey extends EnvelopeListener {
  /// A group number for an item that goes nowhere.
  int DROP = -1;

  /// The group of the `Span`, data point, `LogRecord` or `Profile` held by `length` bytes from
  /// `offset`: 0 or more, with few gaps, or [#DROP].
  int group(byte[] buffer, int offset, int length);
}
