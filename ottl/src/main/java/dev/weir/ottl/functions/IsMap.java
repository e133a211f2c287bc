package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;

/// Tells whether a value is a map. Anything else, nil too, gives false; nothing is converted.
///
/// - `target`: any value.
///
/// ```
/// IsMap(log.attributes["field"])
/// ```
public final class IsMap implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");

  @Override
  public Signature signature() {
    return Signature.of("IsMap", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    return InPlace.of(arguments, arguments.get(TARGET), IsMap::isMap);
  }

  private static boolean isMap(Cell value) {
    return switch (value.kind()) {
      case ENCODED, OBJECT -> value.get() instanceof MapValue;
      case NIL, BOOL, INT, DOUBLE, STRING, BYTES -> false;
    };
  }
}
