package dev.weir.otlp.metrics;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `ScopeMetrics`: an instrumentation scope and its metrics.
public final class ScopeMetricsView extends MessageView {
  private static final int SCOPE = 1;
  private static final int METRICS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(SCOPE).repeated(METRICS);

  private @Nullable InstrumentationScopeView scope;
  private @Nullable MetricView metrics;
  private final BytesView schemaUrl = new BytesView();

  public ScopeMetricsView() {
    super(FIELDS);
  }

  @Override
  public ScopeMetricsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public InstrumentationScopeView scope() {
    if (scope == null) {
      scope = new InstrumentationScopeView();
    }
    return message(SCOPE, scope);
  }

  public MetricView metrics() {
    if (metrics == null) {
      metrics = new MetricView();
    }
    return repeated(METRICS, metrics);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
