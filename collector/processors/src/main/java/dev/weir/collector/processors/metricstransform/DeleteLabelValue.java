package dev.weir.collector.processors.metricstransform;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.MetricEdit;
import java.util.function.IntPredicate;

/// Drops the points whose label has a value.
final class DeleteLabelValue implements Operation {
  private final byte[] label;
  private final String value;

  DeleteLabelValue(byte[] label, String value) {
    this.label = label;
    this.value = value;
  }

  @Override
  public boolean isForAllPoints() {
    return true;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    PointLabels point = new PointLabels();
    metric.keepPoints(index -> {
      point.read(metric, index);
      AnyValueView found = point.attributes().find(label);
      boolean isDeleted = found != null && LabelText.of(found).equals(value);
      if (isDeleted) {
        drops.deleted();
      }
      return !isDeleted;
    });
  }
}
