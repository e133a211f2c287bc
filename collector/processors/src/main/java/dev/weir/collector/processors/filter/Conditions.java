package dev.weir.collector.processors.filter;

import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Known;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Drops the items for which any condition of their context is true.
final class Conditions implements Visitor {
  private static final CompiledCondition[] NONE = {};

  /// A request has items of some of these.
  private static final List<ContextName> INNERMOST_LAST =
      List.of(
          ContextName.SCOPE,
          ContextName.SPAN,
          ContextName.METRIC,
          ContextName.LOG,
          ContextName.PROFILE,
          ContextName.SPANEVENT,
          ContextName.DATAPOINT);

  private final Map<ContextName, CompiledCondition[]> conditions = new EnumMap<>(ContextName.class);
  private final ErrorMode errorMode;
  private final ErrorListener listener;

  Conditions(
      Map<ContextName, List<CompiledCondition>> conditions,
      ErrorMode errorMode,
      ErrorListener listener) {
    conditions.forEach((context, own) -> this.conditions.put(context, own.toArray(NONE)));
    this.errorMode = errorMode;
    this.listener = listener;
  }

  boolean isEmpty() {
    return conditions.values().stream().allMatch(own -> own.length == 0);
  }

  @Override
  public boolean visits(ContextName context) {
    return of(context).length > 0;
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public boolean visit(ContextName context, Frame frame) {
    for (CompiledCondition condition : of(context)) {
      if (isTrue(condition, frame)) {
        return false;
      }
    }
    return true;
  }

  private CompiledCondition[] of(ContextName context) {
    return conditions.getOrDefault(context, NONE);
  }

  /// Conditions on the resource alone decide for all of its spans at once.
  @Override
  public Inside inside(ContextName entered, Frame frame) {
    try {
      for (ContextName context : INNERMOST_LAST) {
        if (context.depth() <= entered.depth()) {
          continue;
        }
        for (CompiledCondition condition : of(context)) {
          Known known = condition.known(frame, entered.depth());
          if (known != Known.FALSE) {
            // a span that loses its events stays
            boolean isDropped = known == Known.TRUE && context != ContextName.SPANEVENT;
            return isDropped ? Inside.DROPPED : Inside.VISITED;
          }
        }
      }
      return Inside.KEPT;
    } catch (EvaluationException e) {
      // it fails where it is tested for each item, and is reported there
      return Inside.VISITED;
    }
  }

  private boolean isTrue(CompiledCondition condition, Frame frame) {
    try {
      return condition.test(frame);
    } catch (EvaluationException e) {
      if (errorMode == ErrorMode.PROPAGATE) {
        throw e;
      }
      if (errorMode == ErrorMode.IGNORE) {
        listener.failed(condition.text(), e);
      }
      return false;
    }
  }
}
