package dev.weir.collector.processors.filter;

import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Drops the items for which any condition of their context is true.
final class Conditions implements Visitor {
  private static final List<CompiledCondition> NONE = List.of();

  private final Map<ContextName, List<CompiledCondition>> conditions;
  private final ErrorMode errorMode;
  private final ErrorListener listener;

  Conditions(
      Map<ContextName, List<CompiledCondition>> conditions,
      ErrorMode errorMode,
      ErrorListener listener) {
    this.conditions = new EnumMap<>(conditions);
    this.errorMode = errorMode;
    this.listener = listener;
  }

  boolean isEmpty() {
    return conditions.values().stream().allMatch(List::isEmpty);
  }

  @Override
  public boolean visits(ContextName context) {
    return !conditions.getOrDefault(context, NONE).isEmpty();
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public boolean visit(ContextName context, Frame frame) {
    List<CompiledCondition> own = conditions.getOrDefault(context, NONE);
    for (int i = 0; i < own.size(); i++) {
      if (isTrue(own.get(i), frame)) {
        return false;
      }
    }
    return true;
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
