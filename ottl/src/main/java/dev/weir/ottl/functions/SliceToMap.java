package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a map of a list.
///
/// - `target`: a list; of maps, if one of the paths is given.
/// - `keyPath`: where in each element its key stands, as a list of keys; what stands there must be
///   a string. Left out, the keys are the places in the list, from `"0"`.
/// - `valuePath`: where in each element its value stands. Left out, the value is the element.
///
/// ```
/// SliceToMap(resource.attributes["things"], ["name"], ["value"])
/// ```
public final class SliceToMap implements Converter {
  private static final Parameter<Getter<List<@Nullable Object>>> TARGET = Parameter.list("target");
  private static final Parameter<List<String>> KEY_PATH =
      Parameter.listOf(Parameter.literalString("keyPath")).optional();
  private static final Parameter<List<String>> VALUE_PATH =
      Parameter.listOf(Parameter.literalString("valuePath")).optional();

  @Override
  public Signature signature() {
    return Signature.of("SliceToMap", TARGET, KEY_PATH, VALUE_PATH).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<List<@Nullable Object>> target = arguments.get(TARGET);
    @Nullable List<String> keyPath = arguments.find(KEY_PATH);
    @Nullable List<String> valuePath = arguments.find(VALUE_PATH);
    if ((keyPath != null && keyPath.isEmpty()) || (valuePath != null && valuePath.isEmpty())) {
      throw new OttlException("empty path (expected: at least one key)");
    }
    return frame -> {
      List<@Nullable Object> list = target.get(frame);
      DecodedMap map = new DecodedMap();
      for (int i = 0; i < list.size(); i++) {
        Object key = keyPath == null ? Integer.toString(i) : find(list.get(i), keyPath);
        if (!(key instanceof String text)) {
          throw new EvaluationException(
              "key of element "
                  + i
                  + " is of type "
                  + Values.typeName(key)
                  + " (expected: string)");
        }
        map.put(text, valuePath == null ? list.get(i) : find(list.get(i), valuePath));
      }
      return map;
    };
  }

  private static @Nullable Object find(@Nullable Object element, List<String> path) {
    Object at = element;
    for (String key : path) {
      if (!(at instanceof MapValue map) || !map.contains(Key.of(key))) {
        throw new EvaluationException(
            "element has nothing at " + String.join(".", path) + " (expected: a map that has)");
      }
      at = map.get(key);
    }
    return at;
  }
}
