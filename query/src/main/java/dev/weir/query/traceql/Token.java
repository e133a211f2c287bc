package dev.weir.query.traceql;

/// A piece of a query.
///
/// @param text as written; of a STRING its content
record Token(Kind kind, String text, int offset, int length) {
  enum Kind {
    /// A name or keyword, with dots, colons and quotes in it: `span.http.route`, `trace:id`.
    NAME,
    STRING,
    INT,
    REAL,
    DURATION,
    /// An operator or bracket.
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  int end() {
    return offset + length;
  }

  /// For messages.
  String describe() {
    return kind == Kind.END ? "the end" : kind == Kind.STRING ? "a text" : "\"" + text + "\"";
  }
}
