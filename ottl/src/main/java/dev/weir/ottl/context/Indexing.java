package dev.weir.ottl.context;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.MissingKeyException;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How keys lead into maps and lists.
public final class Indexing {
  /// A list is not made longer than this by writing behind its end.
  private static final int MAX_NEW_LIST = 10_000;

  private Indexing() {}

  /// The value that keys lead to in a path: nil for a missing key of a map.
  static @Nullable Object get(@Nullable Object root, Keys keys, int from, Frame frame) {
    Object value = root;
    for (int i = from; i < keys.size(); i++) {
      switch (value) {
        case MapValue map -> {
          Key key = keys.key(i, frame);
          if (!map.contains(key)) {
            return null;
          }
          value = map.get(key);
        }
        case List<?> list -> value = element(list, keys.index(i, frame));
        case null, default -> throw notIndexable(value);
      }
    }
    return value;
  }

  /// As [#get], without decoding; leaves the value in the cell.
  static void load(AnyValueView value, Keys keys, int from, Frame frame, Cell cell) {
    for (int i = from; i < keys.size(); i++) {
      switch (value.kind()) {
        case KEY_VALUE_LIST -> {
          if (!value.member(keys.key(i, frame).utf8())) {
            cell.nil();
            return;
          }
        }
        case ARRAY -> {
          long index = keys.index(i, frame);
          if (index > Integer.MAX_VALUE || !value.element((int) index)) {
            throw outOfBounds(index, value.array().size());
          }
        }
        case EMPTY, STRING, BOOL, INT, DOUBLE, BYTES, STRING_INDEX ->
            throw new EvaluationException(
                "key behind a value that is no map and no list (expected: a map or list)");
      }
    }
    cell.any(value);
  }

  /// The value that keys lead to in the result of a converter, where everything must be there.
  public static @Nullable Object strict(@Nullable Object root, Keys keys, Frame frame) {
    Object value = root;
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.value(i, frame);
      if (key instanceof String text && value instanceof MapValue map) {
        if (!map.contains(Key.of(text))) {
          throw new MissingKeyException(text);
        }
        value = map.get(text);
      } else if (key instanceof Long index) {
        value = elementOf(value, index);
      } else {
        throw new EvaluationException(
            "key of type "
                + Values.typeName(key)
                + " behind a value of type "
                + Values.typeName(value)
                + " (expected: a string for maps, an int for lists)");
      }
    }
    return value;
  }

  /// A copy of `root` in which `value` stands where the keys lead; maps that are missing are made.
  static @Nullable Object set(
      @Nullable Object root, Keys keys, int from, Frame frame, @Nullable Object value) {
    if (from == keys.size()) {
      return Values.storable(value);
    }
    switch (root) {
      case MapValue map -> {
        DecodedMap copy = map.copy();
        Key key = keys.key(from, frame);
        copy.put(key, set(copy.get(key), keys, from + 1, frame, value));
        return copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int index = checked(keys.index(from, frame), copy.size());
        copy.set(index, set(copy.get(index), keys, from + 1, frame, value));
        return copy;
      }
      case null -> {
        return made(keys, from, frame, value);
      }
      default -> throw notIndexable(root);
    }
  }

  private static Object made(Keys keys, int from, Frame frame, @Nullable Object value) {
    Object key = keys.value(from, frame);
    Object inner = set(null, keys, from + 1, frame, value);
    if (key instanceof String text) {
      DecodedMap map = new DecodedMap();
      map.put(text, inner);
      return map;
    }
    if (key instanceof Long index) {
      int size = checked(index, MAX_NEW_LIST);
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(null);
      }
      list.add(inner);
      return list;
    }
    throw new EvaluationException(
        "key of type " + Values.typeName(key) + " (expected: string or int)");
  }

  private static @Nullable Object elementOf(@Nullable Object value, long index) {
    return switch (value) {
      case List<?> list -> element(list, index);
      case byte[] bytes -> (long) (bytes[checked(index, bytes.length)] & 0xFF);
      case long[] numbers -> numbers[checked(index, numbers.length)];
      case double[] numbers -> numbers[checked(index, numbers.length)];
      case null, default ->
          throw new EvaluationException(
              "index behind a value of type " + Values.typeName(value) + " (expected: a list)");
    };
  }

  private static @Nullable Object element(List<?> list, long index) {
    return list.get(checked(index, list.size()));
  }

  private static int checked(long index, int size) {
    if (index < 0 || index >= size) {
      throw outOfBounds(index, size);
    }
    return (int) index;
  }

  private static EvaluationException outOfBounds(long index, int size) {
    return new EvaluationException("index " + index + " (expected: 0 to " + (size - 1) + ")");
  }

  private static EvaluationException notIndexable(@Nullable Object value) {
    return new EvaluationException(
        "key behind a value of type " + Values.typeName(value) + " (expected: a map or list)");
  }
}
