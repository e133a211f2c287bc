package dev.weir.otlp.common;

/// Where the bytes of an `AnyValue` message lie: `length` bytes of `buffer` from `offset`. What
/// takes a value to write takes this, be it a constant, a view or a writer.
public interface EncodedValue {
  byte[] buffer();

  int offset();

  int length();

  /// A constant string. Like all constants here it may be used by many threads.
  static EncodedValue of(String value) {
    return new AnyValueWriter().string(value).constant();
  }

  static EncodedValue of(boolean value) {
    return new AnyValueWriter().bool(value).constant();
  }

  static EncodedValue of(long value) {
    return new AnyValueWriter().int64(value).constant();
  }

  static EncodedValue of(double value) {
    return new AnyValueWriter().float64(value).constant();
  }

  static EncodedValue of(byte[] value) {
    return new AnyValueWriter().bytes(value).constant();
  }

  /// The constant that has no value set.
  static EncodedValue empty() {
    return new AnyValueWriter().constant();
  }
}
