package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The texts of an enum's constants.
public final class EnumTexts {

  private EnumTexts() {}

  /// The constant of a text, in any case, or null.
  static @Nullable Object find(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (text((Enum<?>) constant).equalsIgnoreCase(text) || isFormer((Enum<?>) constant, text)) {
        return constant;
      }
    }
    return null;
  }

  private static boolean isFormer(Enum<?> constant, String text) {
    Key key = key(constant);
    if (key != null) {
      for (String former : key.former()) {
        if (former.equalsIgnoreCase(text)) {
          return true;
        }
      }
    }
    return false;
  }

  /// What a constant is called in a configuration.
  public static String text(Enum<?> constant) {
    Key key = key(constant);
    return key == null || key.value().isEmpty()
        ? constant.name().toLowerCase(Locale.ROOT)
        : key.value();
  }

  /// What all constants are called.
  public static List<String> all(Class<?> type) {
    List<String> result = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      result.add(text((Enum<?>) constant));
    }
    return result;
  }

  /// What a configuration may say, with the numbers as numbers.
  public static List<Object> accepted(Class<?> type) {
    List<Object> result = new ArrayList<>(all(type));
    for (Object constant : type.getEnumConstants()) {
      Key key = key((Enum<?>) constant);
      for (String former : key == null ? new String[0] : key.former()) {
        result.add(former.matches("-?[0-9]+") ? Long.valueOf(former) : former);
      }
    }
    return result;
  }

  private static @Nullable Key key(Enum<?> constant) {
    try {
      return constant.getDeclaringClass().getField(constant.name()).getAnnotation(Key.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
