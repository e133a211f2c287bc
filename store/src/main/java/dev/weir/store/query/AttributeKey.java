package dev.weir.store.query;

import java.util.List;
import java.util.Set;

/// A key in the catalogue of attributes.
///
/// @param types of its values
/// @param count how many items have it (resources, scopes: how many different ones)
/// @param distinct about how many different values it has
/// @param topValues about the most frequent values, with about how often they occur, most frequent
///   first
public record AttributeKey(
    Scope scope,
    String key,
    Set<Type> types,
    long count,
    long distinct,
    List<ValueCount> topValues) {

  /// Kinds of values.
  public enum Type {
    TEXT,
    INT,
    REAL,
    BOOL,
    JSON
  }

  /// How often a value occurs.
  public record ValueCount(Value value, long count) {}
}
