package dev.weir.collector.engine.logs;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values as JSON.
final class JsonText {
  private JsonText() {}

  /// Numbers, booleans, null, maps and iterables as such, anything else as text. Not a switch: the
  /// first switch over types in a program costs its start some milliseconds.
  static void value(StringBuilder out, @Nullable Object value) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean flag) {
      out.append(flag.booleanValue());
    } else if (value instanceof Number number && isFinite(number)) {
      out.append(number);
    } else if (value instanceof Map<?, ?> map) {
      map(out, map);
    } else if (value instanceof Iterable<?> list) {
      list(out, list);
    } else {
      string(out, value.toString());
    }
  }

  private static boolean isFinite(Number number) {
    return !(number instanceof Double || number instanceof Float)
        || Double.isFinite(number.doubleValue());
  }

  static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(out, c);
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    if (c < 0x20 || c == 0x7f) {
      out.append("\\u00")
          .append(Character.forDigit(c >> 4, 16))
          .append(Character.forDigit(c & 15, 16));
    } else {
      out.append(c);
    }
  }

  private static void map(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      string(out, String.valueOf(entry.getKey()));
      out.append(':');
      value(out, entry.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void list(StringBuilder out, Iterable<?> list) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      value(out, items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }
}
