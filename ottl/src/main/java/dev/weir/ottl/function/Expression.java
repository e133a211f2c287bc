package dev.weir.ottl.function;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import org.jspecify.annotations.Nullable;

/// Anything that has a value: a literal, a path, a call of a converter, arithmetic. A converter
/// returns a lambda for [#get]; the other methods are for those that can do better than boxing.
@FunctionalInterface
public interface Expression extends Getter<@Nullable Object> {

  /// The value, boxed as [dev.weir.ottl.value] says; null is nil.
  @Override
  @Nullable Object get(Frame frame);

  /// Puts the value into a cell.
  default void load(Frame frame, Cell cell) {
    cell.set(get(frame));
  }

  /// The value as a condition.
  ///
  /// @throws EvaluationException if it is no bool
  default boolean test(Frame frame) {
    Object value = get(frame);
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new EvaluationException(
        "condition of type " + Values.typeName(value) + " (expected: bool)");
  }

  /// What is known of the value before the program runs.
  default Type type() {
    return Type.ANY;
  }
}
