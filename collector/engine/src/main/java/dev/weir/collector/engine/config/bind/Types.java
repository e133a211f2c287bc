package dev.weir.collector.engine.config.bind;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;

/// Takes generic types apart.
public final class Types {

  private Types() {}

  /// The class of a type.
  public static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    throw new IllegalArgumentException("cannot be a setting: " + type);
  }

  /// An argument of a type, such as the element of a list.
  public static Type argument(Type type, int index) {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw new IllegalArgumentException("cannot be a setting without type arguments: " + type);
  }
}
