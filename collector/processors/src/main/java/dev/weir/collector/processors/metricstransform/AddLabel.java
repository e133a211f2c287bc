package dev.weir.collector.processors.metricstransform;

import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.MetricEdit;
import java.util.function.IntPredicate;

/// Sets a label of every point.
final class AddLabel implements Operation {
  private final byte[] label;
  private final EncodedValue value;

  AddLabel(byte[] label, String value) {
    this.label = label;
    this.value = EncodedValue.of(value);
  }

  @Override
  public boolean isForAllPoints() {
    return true;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    int number = metric.attributesNumber();
    for (int i = 0; i < metric.points(); i++) {
      metric.editPoint(i, point -> point.attributes(number).upsert(label, value));
    }
  }
}
