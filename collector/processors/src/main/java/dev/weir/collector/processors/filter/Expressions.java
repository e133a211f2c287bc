package dev.weir.collector.processors.filter;

import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.List;

/// Keeps, or drops, metrics of which any data point makes any expression true.
///
/// @param keeps whether such metrics are kept, and others dropped
record Expressions(List<LabelExpression.Condition> conditions, boolean keeps) implements Visitor {
  @Override
  public boolean visits(ContextName context) {
    return context == ContextName.METRIC;
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public boolean visit(ContextName context, Frame frame) {
    ByteRange bytes = frame.bytes(ContextName.METRIC);
    MetricView metric = new MetricView();
    metric.wrap(bytes);
    String name = metric.name().toString();
    boolean isFound =
        HasAttributes.any(
            frame,
            labels -> conditions.stream().anyMatch(condition -> condition.test(name, labels)));
    return isFound == keeps;
  }
}
