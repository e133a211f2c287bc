package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.metrics.MetricView;
import java.util.function.IntPredicate;

/// Makes doubles of whole numbers, and whole numbers of doubles by leaving out the fraction.
final class ToggleScalarType implements Operation {

  @Override
  public boolean isForAllPoints() {
    return false;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    if (metric.data() != MetricView.Data.GAUGE && metric.data() != MetricView.Data.SUM) {
      return;
    }
    MetricPoint point = new MetricPoint();
    for (int i = 0; i < metric.points(); i++) {
      if (wanted.test(i)) {
        point.read(metric, i);
        MetricPoint.rewrite(metric, i, point.startTime(), toggled(point.value()));
      }
    }
  }

  private static PointValue toggled(PointValue value) {
    return switch (value) {
      case PointValue.Whole whole -> new PointValue.Real(whole.value());
      case PointValue.Real real -> new PointValue.Whole((long) real.value());
      default -> value;
    };
  }
}
