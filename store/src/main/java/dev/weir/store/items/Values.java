package dev.weir.store.items;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.store.query.Value;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns OTLP values into those of queries.
public final class Values {
  private static final String HEX = "0123456789abcdef";

  private Values() {}

  /// The value, or null if it is empty.
  public static @Nullable Value of(AnyValueView value) {
    return switch (value.kind()) {
      case EMPTY, STRING_INDEX -> null;
      case STRING -> new Value.Text(value.stringValue());
      case BOOL -> new Value.Bool(value.boolValue());
      case INT -> new Value.Int(value.intValue());
      case DOUBLE -> new Value.Real(value.doubleValue());
      case ARRAY, KEY_VALUE_LIST, BYTES -> new Value.Json(json(value));
    };
  }

  /// The attributes by key; of those with the same key the first, and none that is empty.
  public static Map<String, Value> of(AttributesView attributes) {
    Map<String, @Nullable Value> all = new LinkedHashMap<>();
    while (attributes.next()) {
      String key = attributes.key().toString();
      if (!all.containsKey(key)) {
        all.put(key, of(attributes.value()));
      }
    }
    Map<String, Value> present = new LinkedHashMap<>();
    all.forEach((key, value) -> {
      if (value != null) {
        present.put(key, value);
      }
    });
    return present;
  }

  /// Any value as JSON text.
  public static String json(AnyValueView value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(AnyValueView value, StringBuilder out) {
    switch (value.kind()) {
      case EMPTY, STRING_INDEX -> out.append("null");
      case STRING -> quote(value.stringValue(), out);
      case BOOL -> out.append(value.boolValue());
      case INT -> out.append(value.intValue());
      case DOUBLE -> number(value.doubleValue(), out);
      case ARRAY -> array(value.array(), out);
      case KEY_VALUE_LIST -> map(value.map(), out);
      case BYTES -> base64(value.bytes(), out);
    }
  }

  private static void number(double value, StringBuilder out) {
    if (Double.isFinite(value)) {
      out.append(value);
    } else {
      quote(Double.toString(value), out);
    }
  }

  private static void array(ArrayValueView elements, StringBuilder out) {
    out.append('[');
    for (boolean first = true; elements.next(); first = false) {
      out.append(first ? "" : ",");
      write(elements.value(), out);
    }
    out.append(']');
  }

  private static void map(AttributesView entries, StringBuilder out) {
    out.append('{');
    for (boolean first = true; entries.next(); first = false) {
      out.append(first ? "" : ",");
      quote(entries.key().toString(), out);
      out.append(':');
      write(entries.value(), out);
    }
    out.append('}');
  }

  private static void base64(BytesView bytes, StringBuilder out) {
    out.append('"').append(Base64.getEncoder().encodeToString(bytes.toByteArray())).append('"');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
