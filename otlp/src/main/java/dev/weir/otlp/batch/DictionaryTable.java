package dev.weir.otlp.batch;

import org.jspecify.annotations.Nullable;

/// A table of the dictionary that the profiles of one request share, in an order in which each
/// refers only to those before it.
enum DictionaryTable {
  STRING(5),
  ATTRIBUTE(6),
  FUNCTION(3),
  MAPPING(1),
  LINK(4),
  LOCATION(2),
  STACK(7);

  private static final DictionaryTable[] BY_FIELD = new DictionaryTable[8];

  static {
    for (DictionaryTable table : values()) {
      BY_FIELD[table.field] = table;
    }
  }

  /// Its number in `ProfilesDictionary`.
  final int field;

  DictionaryTable(int field) {
    this.field = field;
  }

  /// The table of a field, or null when there is none.
  static @Nullable DictionaryTable of(int field) {
    return field < BY_FIELD.length ? BY_FIELD[field] : null;
  }
}
