package dev.weir.collector.engine.config.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values as YAML or JSON: [Map], [List], [String], [Number], [Boolean] and null.
public final class YamlText {
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private YamlText() {}

  /// In block style, indented by four, as the Go Collector prints it.
  public static String block(@Nullable Object value) {
    var out = new StringBuilder();
    block(out, value, 0, false);
    return out.toString();
  }

  /// In one line, with brackets.
  public static String flow(@Nullable Object value) {
    var out = new StringBuilder();
    flow(out, value);
    return out.toString();
  }

  /// As JSON, indented by two.
  public static String json(@Nullable Object value) {
    var out = new StringBuilder();
    json(out, value, "\n");
    return out.append('\n').toString();
  }

  private static void block(
      StringBuilder out, @Nullable Object value, int indent, boolean afterKey) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> blockMap(out, map, indent, afterKey);
      case List<?> list when !list.isEmpty() -> blockList(out, list, indent, afterKey);
      case null, default -> {
        out.append(afterKey ? " " : "");
        flow(out, value);
        out.append('\n');
      }
    }
  }

  private static void blockMap(StringBuilder out, Map<?, ?> map, int indent, boolean afterKey) {
    if (afterKey) {
      out.append('\n');
    }
    boolean first = !afterKey;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(first ? "" : " ".repeat(indent));
      first = indent == 0;
      out.append(scalar(String.valueOf(entry.getKey()))).append(':');
      block(out, entry.getValue(), indent + 4, true);
    }
  }

  private static void blockList(StringBuilder out, List<?> list, int indent, boolean afterKey) {
    if (afterKey) {
      out.append('\n');
    }
    boolean first = !afterKey;
    for (Object item : list) {
      out.append(first ? "" : " ".repeat(indent)).append("- ");
      first = indent == 0;
      block(out, item, indent + 2, false);
    }
  }

  private static void flow(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case YamlValue yaml -> flow(out, yaml);
      case String text -> out.append(scalar(text));
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator).append(scalar(String.valueOf(entry.getKey()))).append(": ");
          flow(out, entry.getValue());
          separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          out.append(separator);
          flow(out, item);
          separator = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Double number -> out.append(decimal(number));
      default -> out.append(value);
    }
  }

  private static void flow(StringBuilder out, YamlValue value) {
    switch (value) {
      case YamlValue.Scalar scalar -> flow(out, scalar.value());
      case YamlValue.Expanded expanded -> flow(out, expanded.value());
      case YamlValue.Sequence sequence -> flow(out, (Object) sequence.items());
      case YamlValue.Mapping mapping -> {
        String separator = "{";
        for (Map.Entry<String, YamlValue.Entry> entry : mapping.entries().entrySet()) {
          out.append(separator).append(scalar(entry.getKey())).append(": ");
          flow(out, entry.getValue().value());
          separator = ", ";
        }
        out.append(mapping.entries().isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void json(StringBuilder out, @Nullable Object value, String newline) {
    String inner = newline + "  ";
    switch (value) {
      case null -> out.append("null");
      case String text -> quoted(out, text);
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator).append(inner);
          quoted(out, String.valueOf(entry.getKey()));
          out.append(": ");
          json(out, entry.getValue(), inner);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : newline + "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          out.append(separator).append(inner);
          json(out, item, inner);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : newline + "]");
      }
      case Double number when number.isNaN() || number.isInfinite() -> quoted(out, decimal(number));
      case Double number -> out.append(decimal(number));
      default -> out.append(value);
    }
  }

  private static String decimal(double number) {
    if (Double.isNaN(number)) {
      return ".nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String scalar(String text) {
    if (isPlain(text)) {
      return text;
    }
    var out = new StringBuilder();
    quoted(out, text);
    return out.toString();
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty()
        || !(ScalarResolver.resolve(text) instanceof String)
        || INDICATORS.indexOf(text.charAt(0)) >= 0
        || text.equals("<<")
        || isOldBoolean(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c < ' ' || c >= 0x7F || ",[]{}".indexOf(c) >= 0;
      boolean last = i + 1 == text.length();
      if (special
          || (c == ':' && (last || text.charAt(i + 1) == ' '))
          || (c == '#' && text.charAt(i - 1) == ' ')
          || (c == ' ' && (last || i == 0))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOldBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "y", "n", "yes", "no", "on", "off", "=" -> true;
      default -> false;
    };
  }

  private static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
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
