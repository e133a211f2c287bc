package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Words;
import dev.weir.ottl.value.Type;
import java.util.function.UnaryOperator;

/// Writes a string in another case.
///
/// - `target`: a string.
/// - `toCase`: `lower` or `upper` for small letters or capitals, `snake` for `my_metric`, `camel`
///   for `MyMetric`; see `ToSnakeCase` and `ToCamelCase`.
///
/// ```
/// ConvertCase(metric.name, "snake")
/// ```
public final class ConvertCase implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> TO_CASE = Parameter.literalString("toCase");

  @Override
  public Signature signature() {
    return Signature.of("ConvertCase", TARGET, TO_CASE).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String toCase = arguments.get(TO_CASE);
    UnaryOperator<String> change =
        switch (toCase) {
          case "lower" -> Words::lower;
          case "upper" -> Words::upper;
          case "snake" -> Words::snake;
          case "camel" -> Words::camel;
          default ->
              throw new OttlException(
                  "case \"" + toCase + "\" (expected: lower, upper, snake or camel)");
        };
    return frame -> change.apply(target.get(frame));
  }
}
