package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.List;

/// Gives the first of several values that is not nil; nil if all are.
///
/// - `values`: a list of values, at least one.
///
/// ```
/// Coalesce([span.attributes["user.id"], span.attributes["enduser.id"], "unknown"])
/// ```
public final class Coalesce implements Converter {
  private static final Parameter<List<Expression>> VALUES =
      Parameter.listOf(Parameter.value("values"));

  @Override
  public Signature signature() {
    return Signature.of("Coalesce", VALUES);
  }

  @Override
  public Expression create(Arguments arguments) {
    List<Expression> values = arguments.get(VALUES);
    if (values.isEmpty()) {
      throw new OttlException("empty list (expected: at least one value)");
    }
    return frame -> {
      for (Expression next : values) {
        Object value = next.get(frame);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }
}
