package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives the keys of a map as a list of strings.
///
/// - `target`: a map.
///
/// ```
/// set(log.attributes["resource.keys"], Keys(resource.attributes))
/// ```
public final class Keys implements Converter {
  private static final Parameter<Getter<MapValue>> TARGET = Parameter.map("target");

  @Override
  public Signature signature() {
    return Signature.of("Keys", TARGET).returning(Type.LIST);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<MapValue> target = arguments.get(TARGET);
    return frame -> {
      List<@Nullable Object> keys = new ArrayList<>();
      MapValue.Cursor entries = target.get(frame).cursor();
      while (entries.next()) {
        keys.add(entries.key());
      }
      return keys;
    };
  }
}
