package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.MetricEdit;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Makes one value of several of a label, and one of the points that become alike.
final class AggregateLabelValues implements Operation {
  private final byte[] label;
  private final Set<String> values;
  private final EncodedValue newValue;
  private final @Nullable AggregationType type;

  AggregateLabelValues(
      byte[] label, Set<String> values, String newValue, @Nullable AggregationType type) {
    this.label = label;
    this.values = values;
    this.newValue = EncodedValue.of(newValue);
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
      metric.editPoint(i, point -> rename(point.attributes(number)));
    }
    Aggregation.apply(metric, type, drops);
  }

  private void rename(AttributesEdit labels) {
    AnyValueView value = labels.find(label);
    if (value != null && values.contains(LabelText.of(value))) {
      labels.update(label, newValue);
    }
  }
}
