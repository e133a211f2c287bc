package dev.weir.ottl.value;

/// What is known of a value before the program runs.
public enum Type {
  /// Anything, nil too; what an attribute is.
  ANY("any"),
  NIL("nil"),
  BOOL("bool"),
  INT("int"),
  DOUBLE("double"),
  STRING("string"),
  BYTES("bytes"),
  MAP("map"),
  LIST("list"),
  TIME("time"),
  DURATION("duration"),
  ID("id"),
  /// `long[]`.
  INTS("list of counts"),
  /// `double[]`.
  DOUBLES("list of bounds"),
  /// [Messages].
  MESSAGES("messages");

  private final String text;

  Type(String text) {
    this.text = text;
  }

  /// The name in messages and documentation.
  public String text() {
    return text;
  }
}
