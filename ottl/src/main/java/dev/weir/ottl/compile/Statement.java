package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Editor;

/// A compiled statement. Any thread may run it, each in a frame of its own.
public final class Statement {
  private final String text;
  private final Editor.Action action;
  private final Test where;

  Statement(String text, Editor.Action action, Test where) {
    this.text = text;
    this.action = action;
    this.where = where;
  }

  /// The statement as it was written.
  public String text() {
    return text;
  }

  /// Runs the editor if the condition is true; returns whether it was.
  ///
  /// @throws dev.weir.ottl.EvaluationException if the condition or the editor fails
  public boolean run(Frame frame) {
    if (!where.test(frame)) {
      return false;
    }
    action.run(frame);
    return true;
  }

  /// Whether the condition may be true for anything inside of the item of this depth that the frame
  /// stands on: of the resource (0), scope (1), span or metric (2).
  ///
  /// @throws dev.weir.ottl.EvaluationException if it fails
  public boolean mayRun(Frame frame, int depth) {
    return where.known(frame, depth) != Known.FALSE;
  }
}
