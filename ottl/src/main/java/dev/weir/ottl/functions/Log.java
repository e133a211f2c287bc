package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Gives the natural logarithm of a number as a double. 0, negative numbers and nil are an error.
///
/// - `target`: a double, an int, a string that is a number, or a bool.
///
/// ```
/// Int(Log(span.attributes["size"]))
/// ```
public final class Log implements Converter {
  private static final Parameter<Getter<@Nullable Double>> TARGET = Parameter.floatLike("target");

  @Override
  public Signature signature() {
    return Signature.of("Log", TARGET).returning(Type.DOUBLE);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable Double> target = arguments.get(TARGET);
    return frame -> {
      Double number = target.get(frame);
      if (number == null || !(number > 0)) {
        throw new EvaluationException("logarithm of " + number + " (expected: more than 0)");
      }
      return Math.log(number);
    };
  }
}
