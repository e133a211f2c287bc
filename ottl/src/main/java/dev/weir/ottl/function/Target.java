package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.value.Cell;
import org.jspecify.annotations.Nullable;

/// A path that can be read and written.
public interface Target extends Expression {

  /// Writes a boxed value. What null does is the path's choice; `set` does not call it with null.
  ///
  /// @throws dev.weir.ottl.EvaluationException if the path does not take values of this type, or
  ///   cannot be written
  void set(Frame frame, @Nullable Object value);

  /// Writes what a cell holds.
  default void store(Frame frame, Cell value) {
    set(frame, value.get());
  }
}
