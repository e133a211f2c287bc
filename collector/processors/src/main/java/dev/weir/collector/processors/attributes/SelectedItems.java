package dev.weir.collector.processors.attributes;

import dev.weir.collector.helper.matching.Selection;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.trace.SpanView;

/// Changes those items of one batch that are selected.
final class SelectedItems implements ItemEditor {
  private final Selection.Pass pass;
  private final AttributeActions.Run run;
  private final SpanView span = new SpanView();
  private final LogRecordView log = new LogRecordView();

  /// Where the last metric lies, since all its points share the answer.
  private int metricOffset = -1;

  private boolean metricSelected;

  SelectedItems(Selection.Pass pass, AttributeActions.Run run) {
    this.pass = pass;
    this.run = run;
  }

  @Override
  public boolean entersResource(Enclosing enclosing) {
    return pass.resource(enclosing.resource());
  }

  @Override
  public boolean entersScope(Enclosing enclosing) {
    return pass.scope(enclosing.scope());
  }

  @Override
  public void edit(ItemEdit item) {
    if (selects(item)) {
      run.change(item.attributes());
    }
  }

  private boolean selects(ItemEdit item) {
    return switch (item.level()) {
      case SPAN -> pass.selects(item.read(span));
      case LOG_RECORD -> pass.selects(item.read(log));
      default -> selectsMetric(item.enclosing().metric());
    };
  }

  private boolean selectsMetric(MetricView metric) {
    if (metric.offset() != metricOffset) {
      metricOffset = metric.offset();
      metricSelected = pass.selects(metric);
    }
    return metricSelected;
  }
}
