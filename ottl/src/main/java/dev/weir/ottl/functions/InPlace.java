package dev.weir.ottl.functions;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.value.Cell;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// A condition on a value, which is looked at where it is.
///
/// @param cell where the value is loaded
record InPlace(Expression target, int cell, BiPredicate<Frame, Cell> condition)
    implements Expression {

  /// A condition that looks at the value alone.
  static Expression of(Arguments arguments, Expression target, Predicate<Cell> condition) {
    return of(arguments, target, (frame, value) -> condition.test(value));
  }

  /// A condition that needs more than the value.
  static Expression of(Arguments arguments, Expression target, BiPredicate<Frame, Cell> condition) {
    if (!target.isLiteral()) {
      return new InPlace(target, arguments.newCell(), condition);
    }
    Cell literal = new Cell().set(target.get(Frame.NONE));
    return frame -> condition.test(frame, literal);
  }

  @Override
  public Object get(Frame frame) {
    return test(frame);
  }

  @Override
  public boolean test(Frame frame) {
    Cell value = frame.cell(cell);
    target.load(frame, value);
    return condition.test(frame, value);
  }
}
