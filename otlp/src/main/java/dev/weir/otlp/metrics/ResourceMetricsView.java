package dev.weir.otlp.metrics;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.resource.ResourceView;
import org.jspecify.annotations.Nullable;

/// A view of one `ResourceMetrics`: a resource and its metrics.
public final class ResourceMetricsView extends MessageView {
  private static final int RESOURCE = 1;
  private static final int SCOPE_METRICS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(RESOURCE).repeated(SCOPE_METRICS);

  private @Nullable ResourceView resource;
  private @Nullable ScopeMetricsView scopeMetrics;
  private final BytesView schemaUrl = new BytesView();

  public ResourceMetricsView() {
    super(FIELDS);
  }

  @Override
  public ResourceMetricsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public ResourceView resource() {
    if (resource == null) {
      resource = new ResourceView();
    }
    return message(RESOURCE, resource);
  }

  public ScopeMetricsView scopeMetrics() {
    if (scopeMetrics == null) {
      scopeMetrics = new ScopeMetricsView();
    }
    return repeated(SCOPE_METRICS, scopeMetrics);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
