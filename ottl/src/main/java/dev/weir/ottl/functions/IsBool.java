package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;

/// Tells whether a value is a bool. Anything else, nil too, gives false; nothing is converted.
///
/// - `target`: any value.
///
/// ```
/// IsBool(log.attributes["field"])
/// ```
public final class IsBool implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");

  @Override
  public Signature signature() {
    return Signature.of("IsBool", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    return InPlace.of(arguments, arguments.get(TARGET), value -> value.kind() == Cell.Kind.BOOL);
  }
}
