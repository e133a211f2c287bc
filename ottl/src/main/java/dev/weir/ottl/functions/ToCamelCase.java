package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Words;
import dev.weir.ottl.value.Type;

/// Writes the words of a name together, each with a capital: `my_metric_name` is `MyMetricName`.
/// Underscores, spaces, hyphens and dots go.
///
/// - `target`: a string.
///
/// ```
/// ToCamelCase(metric.name)
/// ```
public final class ToCamelCase implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ToCamelCase", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Words.camel(target.get(frame));
  }
}
