package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The elements of lists and maps, as lambdas are given them.
final class Elements {
  /// @param key the key in the map, or the place in the list
  record Element(Object key, @Nullable Object value) {

    boolean test(Lambda predicate, Frame frame) {
      return Getters.bool(call(predicate, frame));
    }

    @Nullable Object call(Lambda lambda, Frame frame) {
      return lambda.call(frame, key, value);
    }
  }

  private Elements() {}

  static Stream<Element> of(@Nullable Object source) {
    List<Element> elements = new ArrayList<>();
    if (source instanceof MapValue map) {
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        elements.add(new Element(entries.key(), entries.value()));
      }
    } else if (source instanceof List<?>
        || source instanceof long[]
        || source instanceof double[]) {
      List<@Nullable Object> list = Getters.list(source);
      for (int i = 0; i < list.size(); i++) {
        elements.add(new Element((long) i, list.get(i)));
      }
    } else {
      throw new EvaluationException(
          "elements of " + Values.typeName(source) + " (expected: list or map)");
    }
    return elements.stream();
  }

  /// Elements as a list or map, as the source is one.
  static Object collect(@Nullable Object source, Stream<Element> elements) {
    if (source instanceof MapValue) {
      DecodedMap map = new DecodedMap();
      elements.forEach(element -> map.put(String.valueOf(element.key), element.value));
      return map;
    }
    List<@Nullable Object> list = new ArrayList<>();
    elements.forEach(element -> list.add(element.value));
    return list;
  }

  static void requireParameters(Lambda lambda, int number) {
    if (lambda.parameters() != number) {
      throw new OttlException(
          "lambda with " + lambda.parameters() + " parameters (expected: " + number + ")");
    }
  }
}
