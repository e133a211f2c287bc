package dev.weir.query.traceql;

import dev.weir.store.query.Value;

/// Writes constants as queries hold them.
public final class Literals {
  private Literals() {}

  public static String text(Value value) {
    return switch (value) {
      case Value.Text text -> quote(text.value());
      case Value.Json json -> quote(json.value());
      case Value.Int number -> Long.toString(number.value());
      case Value.Real number -> Double.toString(number.value());
      case Value.Bool bool -> Boolean.toString(bool.value());
    };
  }

  /// A text with quotes around it.
  public static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
