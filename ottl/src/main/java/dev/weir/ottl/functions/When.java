package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Gives one of two values.
///
/// - `condition`: `() => condition`.
/// - `trueValue`: the value if the condition holds.
/// - `falseValue`: the value if it does not.
///
/// ```
/// set(log.attributes["kind"], When(() => IsMap(log.body), "structured", "plain"))
/// ```
public final class When implements Converter {
  private static final Parameter<Lambda> CONDITION = Parameter.lambda("condition");
  private static final Parameter<Expression> TRUE_VALUE = Parameter.value("trueValue");
  private static final Parameter<Expression> FALSE_VALUE = Parameter.value("falseValue");

  @Override
  public Signature signature() {
    return Signature.of("When", CONDITION, TRUE_VALUE, FALSE_VALUE);
  }

  @Override
  public Expression create(Arguments arguments) {
    Lambda condition = arguments.get(CONDITION);
    Expression trueValue = arguments.get(TRUE_VALUE);
    Expression falseValue = arguments.get(FALSE_VALUE);
    Elements.requireParameters(condition, 0);
    return frame ->
        Getters.bool(condition.call(frame)) ? trueValue.get(frame) : falseValue.get(frame);
  }
}
