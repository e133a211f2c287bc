package dev.weir.otlp.trace;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.resource.ResourceView;
import org.jspecify.annotations.Nullable;

/// A view of one `ResourceSpans`: a resource and its spans.
public final class ResourceSpansView extends MessageView {
  private static final int RESOURCE = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(RESOURCE).repeated(SCOPE_SPANS);

  private @Nullable ResourceView resource;
  private @Nullable ScopeSpansView scopeSpans;
  private final BytesView schemaUrl = new BytesView();

  public ResourceSpansView() {
    super(FIELDS);
  }

  @Override
  public ResourceSpansView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public ResourceView resource() {
    if (resource == null) {
      resource = new ResourceView();
    }
    return message(RESOURCE, resource);
  }

  public ScopeSpansView scopeSpans() {
    if (scopeSpans == null) {
      scopeSpans = new ScopeSpansView();
    }
    return repeated(SCOPE_SPANS, scopeSpans);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
