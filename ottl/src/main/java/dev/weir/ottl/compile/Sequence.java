package dev.weir.ottl.compile;

import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.value.DecodedMap;
import java.util.List;

/// Statements that run one after the other on every item of a context, if any of some conditions is
/// true, or there are none.
///
/// A statement that fails is passed over; with [ErrorMode#PROPAGATE] its error ends the walk.
public final class Sequence implements Visitor {
  private final ContextName context;
  private final CompiledCondition[] conditions;
  private final Statement[] statements;
  private final ErrorMode errorMode;
  private final ErrorListener listener;

  public Sequence(
      ContextName context,
      List<CompiledCondition> conditions,
      List<Statement> statements,
      ErrorMode errorMode,
      ErrorListener listener) {
    this.context = context;
    this.conditions = conditions.toArray(new CompiledCondition[0]);
    this.statements = statements.toArray(new Statement[0]);
    this.errorMode = errorMode;
    this.listener = listener;
  }

  @Override
  public boolean visits(ContextName visited) {
    return visited == context;
  }

  @Override
  public boolean visit(ContextName visited, Frame frame) {
    if (visited == context && isWanted(frame)) {
      if (frame.cache().size() > 0) {
        frame.cache(new DecodedMap());
      }
      for (Statement statement : statements) {
        try {
          statement.run(frame);
        } catch (EvaluationException e) {
          failed(statement.text(), e);
        }
      }
    }
    return true;
  }

  @Override
  public Inside inside(ContextName entered, Frame frame) {
    try {
      int depth = entered.depth();
      return isAnyOpen(frame, depth) && mayAnyRun(frame, depth) ? Inside.VISITED : Inside.KEPT;
    } catch (EvaluationException e) {
      // it fails where it is tested for each item, and is reported there
      return Inside.VISITED;
    }
  }

  private boolean isAnyOpen(Frame frame, int depth) {
    for (CompiledCondition condition : conditions) {
      if (condition.known(frame, depth) != Known.FALSE) {
        return true;
      }
    }
    return conditions.length == 0;
  }

  private boolean mayAnyRun(Frame frame, int depth) {
    for (Statement statement : statements) {
      if (statement.mayRun(frame, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(Frame frame) {
    for (CompiledCondition condition : conditions) {
      try {
        if (condition.test(frame)) {
          return true;
        }
      } catch (EvaluationException e) {
        failed(condition.text(), e);
      }
    }
    return conditions.length == 0;
  }

  private void failed(String text, EvaluationException e) {
    if (errorMode == ErrorMode.PROPAGATE) {
      throw e;
    }
    if (errorMode == ErrorMode.IGNORE) {
      listener.failed(text, e);
    }
  }
}
