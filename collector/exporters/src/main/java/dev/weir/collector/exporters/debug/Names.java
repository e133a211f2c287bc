package dev.weir.collector.exporters.debug;

/// Names of enum values.
final class Names {
  private Names() {}

  /// The name of a number, or nothing when it has none.
  static String of(String[] names, int number) {
    return number >= 0 && number < names.length ? names[number] : "";
  }
}
