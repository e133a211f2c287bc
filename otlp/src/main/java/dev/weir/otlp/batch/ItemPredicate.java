package dev.weir.otlp.batch;

/// Says which items stay. Called in wire order, from one thread.
@FunctionalInterface
public interface ItemPredicate extends EnvelopeListener {
  /// True to keep the `Span`, data point, `LogRecord` or `Profile` held by `length` bytes from
  /// `offset`.
  boolean keep(byte[] buffer, int offset, int length);
}
