package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.value.Cell;

/// Sets a path to a value. If the value is nil, nothing happens.
///
/// - `target`: the path to set.
/// - `value`: any value that the path can hold.
///
/// ```
/// set(span.attributes["http.route"], "/")
/// set(log.attributes["old"], log.body) where IsString(log.body)
/// ```
public final class Set implements Editor {
  private static final Parameter<Target> TARGET = Parameter.target("target");
  private static final Parameter<Expression> VALUE = Parameter.value("value");

  @Override
  public Signature signature() {
    return Signature.of("set", TARGET, VALUE);
  }

  @Override
  public Action create(Arguments arguments) {
    Target target = arguments.get(TARGET);
    Expression value = arguments.get(VALUE);
    int number = arguments.newCell();
    return frame -> {
      Cell cell = frame.cell(number);
      value.load(frame, cell);
      if (cell.kind() != Cell.Kind.NIL) {
        target.store(frame, cell);
      }
    };
  }
}
