package dev.weir.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/// Maps, lists, strings, numbers and booleans as JSON.
@NullUnmarked
final class Json {
  private Json() {}

  /// A map of names and values that alternate.
  static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  static List<Object> list(Object... items) {
    return new ArrayList<>(Arrays.asList(items));
  }

  static String text(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before);
          string(out, String.valueOf(entry.getKey()));
          out.append(':');
          write(out, entry.getValue());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case Iterable<?> items -> {
        char before = '[';
        for (Object item : items) {
          out.append(before);
          write(out, item);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> string(out, value.toString());
    }
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
