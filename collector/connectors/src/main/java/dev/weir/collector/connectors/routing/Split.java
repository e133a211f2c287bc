package dev.weir.collector.connectors.routing;

import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Divides one request into what a route takes and what it leaves, in two walks: the first keeps
/// what is taken and remembers the answers, the second keeps the rest.
final class Split {
  private final Matcher matcher;
  private final ErrorMode errorMode;
  private final ErrorListener listener;
  private final BitSet taken = new BitSet();
  private int visited;

  Split(Matcher matcher, ErrorMode errorMode, ErrorListener listener) {
    this.matcher = matcher;
    this.errorMode = errorMode;
    this.listener = listener;
  }

  Visitor first() {
    return new Keeper() {
      @Override
      public boolean visit(ContextName context, Frame frame) {
        boolean takes = takes(frame);
        taken.set(visited++, takes);
        return takes;
      }
    };
  }

  /// Nothing was taken.
  boolean isNone() {
    return taken.isEmpty();
  }

  /// Everything was taken.
  boolean isAll() {
    return taken.cardinality() == visited;
  }

  Visitor rest() {
    return new Keeper() {
      private int next;

      @Override
      public boolean visit(ContextName context, Frame frame) {
        return !taken.get(next++);
      }
    };
  }

  private boolean takes(Frame frame) {
    CompiledCondition condition = matcher.condition();
    Statement statement = matcher.statement();
    try {
      return condition != null ? condition.test(frame) : statement != null && statement.run(frame);
    } catch (EvaluationException e) {
      if (errorMode == ErrorMode.PROPAGATE) {
        throw e;
      }
      if (errorMode == ErrorMode.IGNORE) {
        listener.failed(condition != null ? condition.text() : text(statement), e);
      }
      return false;
    }
  }

  private static String text(@Nullable Statement statement) {
    return statement == null ? "" : statement.text();
  }

  private abstract class Keeper implements Visitor {
    @Override
    public boolean visits(ContextName context) {
      return context == matcher.context();
    }

    @Override
    public boolean drops() {
      return true;
    }
  }
}
