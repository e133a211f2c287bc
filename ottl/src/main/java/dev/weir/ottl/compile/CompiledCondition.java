package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;

/// A compiled condition. Any thread may test it, each in a frame of its own.
public final class CompiledCondition {
  private final String text;
  private final Test test;

  CompiledCondition(String text, Test test) {
    this.text = text;
    this.test = test;
  }

  /// The condition as it was written.
  public String text() {
    return text;
  }

  /// Tests it on the item that the frame stands on.
  ///
  /// @throws dev.weir.ottl.EvaluationException if it fails
  public boolean test(Frame frame) {
    return test.test(frame);
  }

  /// What the answer is for everything inside of the item of this depth that the frame stands on:
  /// of the resource (0), scope (1), span or metric (2).
  ///
  /// @throws dev.weir.ottl.EvaluationException if it fails
  public Known known(Frame frame, int depth) {
    return test.known(frame, depth);
  }
}
