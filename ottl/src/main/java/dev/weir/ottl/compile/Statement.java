package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Editor;
import java.util.List;

/// A compiled statement. Any thread may run it, each in a frame of its own.
public final class Statement {
  private final String text;
  private final Editor.Action action;
  private final Test where;

  /// What the condition begins with and is known for a whole resource or scope, and for which of
  /// the two (0 or 1).
  private final List<Test> gates;

  private final List<Integer> depths;

  Statement(String text, Editor.Action action, Test where, List<Test> gates, List<Integer> depths) {
    this.text = text;
    this.action = action;
    this.where = where;
    this.gates = gates;
    this.depths = depths;
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

  /// Whether the condition may be true for anything inside of the resource (depth 0) or scope
  /// (depth 1) that the frame stands on.
  public boolean mayRun(Frame frame, int depth) {
    for (int i = 0; i < gates.size(); i++) {
      if (depths.get(i) <= depth && !gates.get(i).test(frame)) {
        return false;
      }
    }
    return true;
  }
}
