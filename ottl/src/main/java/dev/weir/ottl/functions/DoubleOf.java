package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes a double of a value: of an int, of a string that is a number, of true 1.0 and of false
/// 0.0. nil stays nil. Other strings and other types are an error.
///
/// - `target`: any value.
///
/// ```
/// Double(log.attributes["duration"])
/// ```
public final class DoubleOf implements Converter {
  private static final Parameter<Getter<@Nullable Double>> TARGET = Parameter.floatLike("target");

  @Override
  public Signature signature() {
    return Signature.of("Double", TARGET).returning(Type.DOUBLE);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable Double> target = arguments.get(TARGET);
    return target::get;
  }
}
