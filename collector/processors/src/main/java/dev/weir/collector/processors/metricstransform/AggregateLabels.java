package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.MetricEdit;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Keeps some labels only, and makes one of the points that become alike.
final class AggregateLabels implements Operation {
  private final Set<String> kept;
  private final @Nullable AggregationType type;

  AggregateLabels(Set<String> kept, @Nullable AggregationType type) {
    this.kept = kept;
    this.type = type;
  }

  @Override
  public boolean isForAllPoints() {
    return true;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    if (!MetricPoint.isPossible(metric.data())) {
      return;
    }
    int number = metric.attributesNumber();
    for (int i = 0; i < metric.points(); i++) {
      metric.editPoint(i, point -> keep(point.attributes(number)));
    }
    Aggregation.apply(metric, type, drops);
  }

  private void keep(AttributesEdit labels) {
    while (labels.next()) {
      if (!kept.contains(labels.key().toString())) {
        labels.remove();
      }
    }
  }
}
