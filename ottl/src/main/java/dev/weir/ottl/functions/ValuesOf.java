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

/// Gives the values of a map as a list.
///
/// - `target`: a map.
///
/// ```
/// ContainsValue(Values(resource.attributes), "acme")
/// ```
public final class ValuesOf implements Converter {
  private static final Parameter<Getter<MapValue>> TARGET = Parameter.map("target");

  @Override
  public Signature signature() {
    return Signature.of("Values", TARGET).returning(Type.LIST);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<MapValue> target = arguments.get(TARGET);
    return frame -> {
      List<@Nullable Object> values = new ArrayList<>();
      MapValue.Cursor entries = target.get(frame).cursor();
      while (entries.next()) {
        values.add(entries.value());
      }
      return values;
    };
  }
}
