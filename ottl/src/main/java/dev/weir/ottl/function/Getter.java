package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;
import org.jspecify.annotations.Nullable;

/// Yields a value for the item that a frame stands on. Used by many threads at once, each with a
/// frame of its own; whatever a call needs to remember lives in the frame.
///
/// @param <T> what it yields; with `@Nullable`, null is nil
@FunctionalInterface
public interface Getter<T extends @Nullable Object> {

  /// The value now.
  ///
  /// @throws dev.weir.ottl.EvaluationException if there is none, or it is of a wrong type
  T get(Frame frame);

  /// True if the value stands in the program's text and is the same for every item. Then `get` may
  /// be called when the program is loaded, with [Frame#NONE].
  default boolean isLiteral() {
    return false;
  }
}
