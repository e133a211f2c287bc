package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;

/// A function that changes the item. A statement is a call of one.
public non-sealed interface Editor extends OttlFunction {

  /// Prepares one call; see [Converter#create].
  ///
  /// @throws dev.weir.ottl.OttlException if the arguments cannot work
  Action create(Arguments arguments);

  /// What an editor does to an item.
  @FunctionalInterface
  interface Action {
    /// Changes the item that the frame stands on.
    ///
    /// @throws dev.weir.ottl.EvaluationException if it cannot
    void run(Frame frame);
  }
}
