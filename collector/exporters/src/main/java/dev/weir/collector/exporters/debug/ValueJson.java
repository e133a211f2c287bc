package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import java.util.TreeMap;

/// Lists and maps as JSON, the entries of a map in the order of their keys.
final class ValueJson {
  private final StringBuilder text = new StringBuilder();

  ValueJson write(AnyValueView value) {
    switch (value.kind()) {
      case EMPTY -> text.append("null");
      case STRING -> string(value.stringValue());
      case BYTES -> string(ValueText.base64(value.bytes()));
      case DOUBLE -> number(value.doubleValue());
      case ARRAY -> list(value.array());
      case KEY_VALUE_LIST -> map(value.map());
      case BOOL, INT, STRING_INDEX -> text.append(ValueText.of(value));
    }
    return this;
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      text.append(FloatText.json(value));
    } else {
      string(FloatText.json(value));
    }
  }

  private void list(ArrayValueView values) {
    String separator = "[";
    while (values.next()) {
      text.append(separator);
      write(values.value());
      separator = ",";
    }
    text.append(separator.equals("[") ? "[]" : "]");
  }

  private void map(AttributesView entries) {
    TreeMap<String, String> sorted = new TreeMap<>();
    while (entries.next()) {
      sorted.put(entries.key().toString(), new ValueJson().write(entries.value()).toString());
    }
    String separator = "{";
    for (var entry : sorted.entrySet()) {
      text.append(separator);
      string(entry.getKey());
      text.append(':').append(entry.getValue());
      separator = ",";
    }
    text.append(separator.equals("{") ? "{}" : "}");
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  private void character(char character) {
    switch (character) {
      case '"', '\\' -> text.append('\\').append(character);
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (character < ' ' || character == '\u2028' || character == '\u2029') {
          text.append("\\u00").replace(text.length() - 2, text.length(), hex(character));
        } else {
          text.append(character);
        }
      }
    }
  }

  private static String hex(char character) {
    return java.util.HexFormat.of().toHexDigits(character);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
