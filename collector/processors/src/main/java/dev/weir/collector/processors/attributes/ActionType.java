package dev.weir.collector.processors.attributes;

/// What an action does with an attribute.
public enum ActionType {
  /// Adds it where there is none.
  INSERT,
  /// Replaces it where there is one.
  UPDATE,
  /// Adds or replaces it.
  UPSERT,
  /// Removes it, or all whose keys match a pattern.
  DELETE,
  /// Replaces its value, or the values of all whose keys match a pattern, by their SHA-256 in
  /// hexadecimal digits.
  HASH,
  /// Sets an attribute for each named group that a pattern finds in its value.
  EXTRACT,
  /// Gives its value another type.
  CONVERT;

  /// Whether it sets a value that comes from elsewhere.
  boolean sets() {
    return this == INSERT || this == UPDATE || this == UPSERT;
  }
}
