package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import java.util.Base64;

/// Attribute values and bodies as text.
final class ValueText {
  private ValueText() {}

  /// The value alone: a list or a map is JSON.
  static String of(AnyValueView value) {
    return switch (value.kind()) {
      case EMPTY -> "";
      case STRING -> value.stringValue();
      case BOOL -> Boolean.toString(value.boolValue());
      case INT -> Long.toString(value.intValue());
      case DOUBLE -> FloatText.json(value.doubleValue());
      case BYTES -> base64(value.bytes());
      case ARRAY, KEY_VALUE_LIST -> new ValueJson().write(value).toString();
      case STRING_INDEX -> Integer.toString(value.stringIndex());
    };
  }

  /// The value with its type: `Int(5)`.
  static String typed(AnyValueView value) {
    String type =
        switch (value.kind()) {
          case EMPTY -> "Empty";
          case STRING -> "Str";
          case BOOL -> "Bool";
          case INT -> "Int";
          case DOUBLE -> "Double";
          case BYTES -> "Bytes";
          case ARRAY -> "Slice";
          case KEY_VALUE_LIST -> "Map";
          case STRING_INDEX -> "StrIndex";
        };
    return type + "(" + of(value) + ")";
  }

  /// `key=value` for each attribute.
  static String joined(AttributesView attributes, String separator) {
    StringBuilder text = new StringBuilder();
    while (attributes.next()) {
      text.append(text.isEmpty() ? "" : separator)
          .append(attributes.key())
          .append('=')
          .append(of(attributes.value()));
    }
    return text.toString();
  }

  /// [#joined], after a space when there is anything.
  static String after(AttributesView attributes) {
    String text = joined(attributes, " ");
    return text.isEmpty() ? "" : " " + text;
  }

  /// An id in hexadecimal; nothing for one of zeros, which is as good as none.
  static String id(BytesView id) {
    String hex = id.hex();
    return hex.chars().allMatch(digit -> digit == '0') ? "" : hex;
  }

  static String base64(BytesView bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
