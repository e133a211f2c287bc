package dev.weir.collector.engine.config.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What tags such as `!!str` make of a scalar. Tags that go-yaml does not know are ignored.
final class Tags {
  private static final String PREFIX = "tag:yaml.org,2002:";

  private Tags() {}

  /// The value of a scalar.
  ///
  /// @throws IllegalArgumentException when the text cannot be what the tag says
  static @Nullable Object resolve(@Nullable String tag, boolean plain, String text) {
    if (tag == null) {
      return plain ? ScalarResolver.resolve(text) : text;
    }
    if (!tag.startsWith(PREFIX)) {
      return text;
    }
    return switch (tag.substring(PREFIX.length())) {
      case "null" -> check(tag, text, ScalarResolver.resolve(text), null);
      case "bool" -> check(tag, text, ScalarResolver.resolve(text), Boolean.class);
      case "int" -> check(tag, text, ScalarResolver.resolve(text), Number.class);
      case "float" -> toDouble(tag, text);
      case "timestamp" -> check(tag, text, ScalarResolver.resolve(text), YamlTimestamp.class);
      case "binary" -> new String(decode(text), StandardCharsets.UTF_8);
      default -> text;
    };
  }

  static boolean mayMerge(@Nullable String tag) {
    return tag == null || tag.equals("!") || tag.equals(PREFIX + "merge");
  }

  private static @Nullable Object check(
      String tag, String text, @Nullable Object value, @Nullable Class<?> type) {
    boolean fits = type == null ? value == null : type.isInstance(value);
    if (!fits || (tag.endsWith(":int") && value instanceof Double)) {
      throw new IllegalArgumentException(
          "cannot read `" + text + "` as a !!" + tag.substring(PREFIX.length()));
    }
    return value;
  }

  private static Object toDouble(String tag, String text) {
    Object value = check(tag, text, ScalarResolver.resolve(text), Number.class);
    return value instanceof Number number ? number.doubleValue() : text;
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("!!binary value contains invalid base64 data", e);
    }
  }
}
