package dev.weir.otlp.common;

/// Where the bytes of an `AnyValue` message lie: `length` bytes of `buffer` from `offset`. What
/// takes a value to write takes this, be it a constant, a view or a writer.
public interface EncodedValue {
  byte[] buffer();

  int offset();

  int length();
}
