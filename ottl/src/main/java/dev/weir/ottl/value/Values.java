package dev.weir.ottl.value;

import dev.weir.ottl.EvaluationException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What holds for all boxed values.
public final class Values {
  private Values() {}

  /// The name of a value's type in messages: `nil`, `string`, `int`.
  public static String typeName(@Nullable Object value) {
    return type(value).text();
  }

  /// The type of a value.
  public static Type type(@Nullable Object value) {
    return switch (value) {
      case null -> Type.NIL;
      case String s -> Type.STRING;
      case Long l -> Type.INT;
      case Double d -> Type.DOUBLE;
      case Boolean b -> Type.BOOL;
      case byte[] b -> Type.BYTES;
      case MapValue m -> Type.MAP;
      case List<?> l -> Type.LIST;
      case ZonedDateTime t -> Type.TIME;
      case Duration d -> Type.DURATION;
      case Id i -> Type.ID;
      case long[] l -> Type.INTS;
      case double[] d -> Type.DOUBLES;
      case Messages m -> Type.MESSAGES;
      default ->
          throw new IllegalArgumentException(
              "value of " + value.getClass() + " (expected: one of the types in " + Type.class);
    };
  }

  /// The value as an attribute, or an element of a map or list, can hold it: maps are copied to
  /// decoded ones.
  ///
  /// @throws EvaluationException for times, durations, ids and what is no attribute value
  public static @Nullable Object storable(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case DecodedMap map -> map;
      case MapValue map -> map.copy();
      case String s -> s;
      case Long l -> l;
      case Double d -> d;
      case Boolean b -> b;
      case byte[] b -> b;
      case List<?> l -> l;
      default ->
          throw new EvaluationException(
              "value of type "
                  + typeName(value)
                  + " (expected: string, int, double, bool, bytes, map or list)");
    };
  }

  /// Whether two values are equal: of one type, ints and doubles being one; maps without regard to
  /// order; times by instant. Inside of maps and lists an int never equals a double. This is what
  /// `==` says.
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return switch (left) {
      case null -> right == null;
      case Long a ->
          right instanceof Long b
              ? a.longValue() == b.longValue()
              : right instanceof Double d && (double) a == d;
      case Double a ->
          right instanceof Double b
              ? a.doubleValue() == b.doubleValue()
              : right instanceof Long l && a == (double) l;
      case byte[] a -> right instanceof byte[] b && Arrays.equals(a, b);
      case long[] a -> right instanceof long[] b && Arrays.equals(a, b);
      case double[] a -> right instanceof double[] b && Arrays.equals(a, b);
      case ZonedDateTime a ->
          right instanceof ZonedDateTime b && a.toInstant().equals(b.toInstant());
      case MapValue a -> right instanceof MapValue b && equalMaps(a, b);
      case List<?> a -> right instanceof List<?> b && equalLists(a, b);
      default -> left.equals(right);
    };
  }

  /// A copy that shares nothing that could change.
  public static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof MapValue map) {
      LinkedHashMap<String, @Nullable Object> copy = new LinkedHashMap<>();
      for (Map.Entry<String, @Nullable Object> entry : map.toMap().entrySet()) {
        copy.put(entry.getKey(), copy(entry.getValue()));
      }
      return new DecodedMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(copy(element));
      }
      return copy;
    }
    return value;
  }

  /// A list of values.
  public static List<@Nullable Object> list(Collection<? extends @Nullable Object> elements) {
    return new ArrayList<>(elements);
  }

  private static boolean equalMaps(MapValue left, MapValue right) {
    Map<String, @Nullable Object> a = entries(left);
    Map<String, @Nullable Object> b = entries(right);
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<String, @Nullable Object> entry : a.entrySet()) {
      if (!b.containsKey(entry.getKey()) || !same(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    boolean areNumbers = left instanceof Number && right instanceof Number;
    return areNumbers ? Objects.equals(left, right) : equal(left, right);
  }

  private static Map<String, @Nullable Object> entries(MapValue map) {
    return map instanceof DecodedMap decoded ? decoded.entries() : map.toMap();
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
