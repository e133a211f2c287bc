package dev.weir.ottl.compile;

import dev.weir.ottl.EvaluationException;

/// Is told of statements and conditions that fail. Any thread may call it, once for every item that
/// a statement fails on, so it must be quick.
@FunctionalInterface
public interface ErrorListener {
  /// A statement or condition failed.
  ///
  /// @param text as it was written
  void failed(String text, EvaluationException error);
}
