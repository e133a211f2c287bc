package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;

/// A compiled condition. Any thread may test it, each in a frame of its own.
public final class CompiledCondition {
  private final String text;
  private final Test test;
  private final int depth;

  CompiledCondition(String text, Test test, int depth) {
    this.text = text;
    this.test = test;
    this.depth = depth;
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

  /// Whether it looks at nothing deeper than the resource (0) or scope (1).
  public boolean isKnownAt(int depth) {
    return this.depth <= depth;
  }
}
