package dev.weir.query.traceql;

/// What a part of a query yields, as far as it can be told without data.
enum Type {
  TEXT("a text"),
  NUMBER("a number"),
  DURATION("a duration"),
  BOOL("true or false"),
  STATUS("a status"),
  KIND("a kind"),
  NIL("nil"),
  /// Of attributes, whose values may be of any type.
  ANY("anything");

  private final String phrase;

  Type(String phrase) {
    this.phrase = phrase;
  }

  String phrase() {
    return phrase;
  }

  boolean isNumeric() {
    return this == NUMBER || this == DURATION;
  }

  /// Whether the two may be compared with each other.
  boolean fits(Type other) {
    return this == other
        || this == ANY
        || other == ANY
        || this == NIL
        || other == NIL
        || (isNumeric() && other.isNumeric());
  }
}
