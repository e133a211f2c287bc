package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Messages;
import dev.weir.ottl.value.Type;
import java.util.List;

/// Tells whether a value is a list. Histogram buckets and bounds, and events, links, data points
/// and exemplars as a whole, are lists too. Anything else, nil too, gives false.
///
/// - `target`: any value.
///
/// ```
/// IsList(resource.attributes["process.command_args"])
/// ```
public final class IsList implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");

  @Override
  public Signature signature() {
    return Signature.of("IsList", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression target = arguments.get(TARGET);
    return frame ->
        switch (target.get(frame)) {
          case List<?> list -> true;
          case long[] counts -> true;
          case double[] bounds -> true;
          case Messages messages -> messages.repeated();
          case null, default -> false;
        };
  }
}
