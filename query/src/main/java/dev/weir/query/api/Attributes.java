package dev.weir.query.api;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.query.http.Json;
import dev.weir.store.query.Value;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes read from OTLP.
final class Attributes {
  private Attributes() {}

  /// As an object; of several with one key the first.
  static void write(Json json, AttributesView attributes) {
    Set<String> seen = new HashSet<>();
    json.begin();
    AttributesView each = attributes.rewind();
    while (each.next()) {
      String key = each.key().toString();
      if (seen.add(key)) {
        json.name(key).value(value(each.value()));
      }
    }
    json.end();
  }

  static @Nullable Value value(AnyValueView value) {
    return switch (value.kind()) {
      case EMPTY, STRING_INDEX -> null;
      case STRING -> Value.of(value.stringValue());
      case BOOL -> Value.of(value.boolValue());
      case INT -> Value.of(value.intValue());
      case DOUBLE -> Value.of(value.doubleValue());
      default -> {
        Json json = new Json();
        write(json, value);
        yield new Value.Json(json.toString());
      }
    };
  }

  private static void write(Json json, AnyValueView value) {
    switch (value.kind()) {
      case ARRAY -> {
        json.beginList();
        ArrayValueView elements = value.array();
        while (elements.next()) {
          write(json, elements.value());
        }
        json.endList();
      }
      case KEY_VALUE_LIST -> {
        json.begin();
        AttributesView members = value.map();
        while (members.next()) {
          json.name(members.key().toString());
          write(json, members.value());
        }
        json.end();
      }
      case BYTES -> json.text(Base64.getEncoder().encodeToString(value.bytes().toByteArray()));
      default -> json.value(value(value));
    }
  }

  /// Whether a key or value holds a text in lower case.
  static boolean contain(AttributesView attributes, String lower) {
    AttributesView each = attributes.rewind();
    while (each.next()) {
      if (contains(each.key().toString(), lower)) {
        return true;
      }
      Value value = value(each.value());
      boolean found =
          switch (value) {
            case null -> false;
            case Value.Text text -> contains(text.value(), lower);
            case Value.Json text -> contains(text.value(), lower);
            case Value.Int number -> Long.toString(number.value()).contains(lower);
            case Value.Real number -> Double.toString(number.value()).contains(lower);
            case Value.Bool bool -> Boolean.toString(bool.value()).contains(lower);
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  static boolean contains(String text, String lower) {
    return text.toLowerCase(Locale.ROOT).contains(lower);
  }
}
