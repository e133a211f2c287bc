package dev.weir.collector.processors.filter;

import dev.weir.collector.helper.matching.Selection;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanView;

/// Keeps what `include` and `exclude` select, in one walk over one request.
final class Selected implements ItemPredicate {
  private final Signal signal;
  private final Selection.Pass pass;

  // The envelopes of all signals have the same fields, so those of traces read them all.
  private final ResourceSpansView resource = new ResourceSpansView();
  private final ScopeSpansView scope = new ScopeSpansView();
  private final SpanView span = new SpanView();
  private final LogRecordView log = new LogRecordView();
  private final MetricView metric = new MetricView();
  private boolean metricSelected;

  Selected(Signal signal, Selection selection) {
    this.signal = signal;
    pass = selection.pass();
  }

  @Override
  public void resource(byte[] buffer, int offset, int length) {
    pass.resource(resource.wrap(buffer, offset, length).resource());
  }

  @Override
  public void scope(byte[] buffer, int offset, int length) {
    pass.scope(scope.wrap(buffer, offset, length).scope());
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    metricSelected = pass.selects(metric.wrap(buffer, offset, length));
  }

  @Override
  public boolean keep(byte[] buffer, int offset, int length) {
    return switch (signal) {
      case TRACES -> pass.selects(span.wrap(buffer, offset, length));
      case LOGS -> pass.selects(log.wrap(buffer, offset, length));
      case METRICS -> metricSelected;
      case PROFILES -> true;
    };
  }
}
