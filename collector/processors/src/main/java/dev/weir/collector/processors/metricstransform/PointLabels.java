package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.SummaryDataPointView;

/// The labels of a point of any kind. Moves from point to point; not safe for threads.
final class PointLabels {
  private final MetricPoint point = new MetricPoint();
  private final SummaryDataPointView summary = new SummaryDataPointView();
  private boolean isSummary;

  void read(MetricEdit metric, int index) {
    isSummary = metric.data() == MetricView.Data.SUMMARY;
    if (isSummary) {
      metric.point(index, summary);
    } else {
      point.read(metric, index);
    }
  }

  AttributesView attributes() {
    return isSummary ? summary.attributes() : point.attributes();
  }
}
