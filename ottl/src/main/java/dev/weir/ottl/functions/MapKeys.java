package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;

/// Gives a map with other keys. If two become the same, the value of the later one counts.
///
/// - `source`: a map.
/// - `keyMapper`: `(key, value) => result`: the key instead, a string.
///
/// ```
/// MapKeys(log.attributes, (key, _) => Concat(["app.", key], ""))
/// ```
public final class MapKeys implements Converter {
  private static final Parameter<Getter<MapValue>> SOURCE = Parameter.map("source");
  private static final Parameter<Lambda> KEY_MAPPER = Parameter.lambda("keyMapper");

  @Override
  public Signature signature() {
    return Signature.of("MapKeys", SOURCE, KEY_MAPPER).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<MapValue> source = arguments.get(SOURCE);
    Lambda keyMapper = arguments.get(KEY_MAPPER);
    Elements.requireParameters(keyMapper, 2);
    return frame -> {
      DecodedMap renamed = new DecodedMap();
      Elements.of(source.get(frame))
          .forEach(element ->
              renamed.put(Getters.string(element.call(keyMapper, frame)), element.value()));
      return renamed;
    };
  }
}
