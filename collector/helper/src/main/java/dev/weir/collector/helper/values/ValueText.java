package dev.weir.collector.helper.values;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// Values as text, the way the Collector writes them: strings as they are, numbers as JSON has
/// them, lists and maps as JSON with sorted keys, bytes in base64, nothing for an empty value.
public final class ValueText {
  private static final String HEX = "0123456789abcdef";

  private ValueText() {}

  public static String of(AnyValueView value) {
    return switch (value.kind()) {
      case EMPTY, STRING_INDEX -> "";
      case STRING -> value.stringValue();
      case BOOL -> String.valueOf(value.boolValue());
      case INT -> String.valueOf(value.intValue());
      case DOUBLE -> number(value.doubleValue());
      case BYTES -> base64(value.bytes());
      case ARRAY, KEY_VALUE_LIST -> {
        StringBuilder json = new StringBuilder();
        appendJson(json, value);
        yield json.toString();
      }
    };
  }

  /// A double as JSON and ECMAScript write it: `1`, `0.5`, `1e-7`, `1e+21`, `NaN`, `-Infinity`.
  public static String number(double value) {
    return DoubleText.ecmaScript(value);
  }

  /// A double without an exponent, whatever its size; infinity is `+Inf` or `-Inf`.
  public static String plainNumber(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : DoubleText.plain(value);
  }

  private static void appendJson(StringBuilder json, AnyValueView value) {
    switch (value.kind()) {
      case EMPTY, STRING_INDEX -> json.append("null");
      case STRING -> appendQuoted(json, value.stringValue());
      case BYTES -> appendQuoted(json, base64(value.bytes()));
      case ARRAY -> appendArray(json, value.array());
      case KEY_VALUE_LIST -> appendMap(json, value.map());
      default -> json.append(of(value));
    }
  }

  private static void appendArray(StringBuilder json, ArrayValueView elements) {
    json.append('[');
    for (String separator = ""; elements.next(); separator = ",") {
      appendJson(json.append(separator), elements.value());
    }
    json.append(']');
  }

  private static void appendMap(StringBuilder json, AttributesView entries) {
    Map<String, String> sorted = new TreeMap<>();
    while (entries.next()) {
      StringBuilder value = new StringBuilder();
      appendJson(value, entries.value());
      sorted.put(entries.key().toString(), value.toString());
    }
    json.append('{');
    String separator = "";
    for (var entry : sorted.entrySet()) {
      appendQuoted(json.append(separator), entry.getKey());
      json.append(':').append(entry.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private static void appendQuoted(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(json, text.charAt(i));
    }
    json.append('"');
  }

  private static void appendEscaped(StringBuilder json, char c) {
    switch (c) {
      case '"', '\\' -> json.append('\\').append(c);
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '\b' -> json.append("\\b");
      case '\f' -> json.append("\\f");
      case '\u2028', '\u2029' -> json.append("\\u202").append(HEX.charAt(c & 0xF));
      default -> {
        if (c < ' ') {
          json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        } else {
          json.append(c);
        }
      }
    }
  }

  private static String base64(BytesView bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
