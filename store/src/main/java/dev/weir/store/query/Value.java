package dev.weir.store.query;

/// What an expression yields for an item. Missing is `null`.
public sealed interface Value {

  /// A string.
  record Text(String value) implements Value {}

  /// A whole number; durations are in nanoseconds, times in nanoseconds since 1970.
  record Int(long value) implements Value {}

  /// A number with a fraction.
  record Real(double value) implements Value {}

  /// True or false.
  record Bool(boolean value) implements Value {}

  /// An array, a map or bytes (as an OTLP JSON string in base64), as JSON text. Text operators read
  /// it as text.
  record Json(String value) implements Value {}

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(long value) {
    return new Int(value);
  }

  static Value of(double value) {
    return new Real(value);
  }

  static Value of(boolean value) {
    return new Bool(value);
  }
}
