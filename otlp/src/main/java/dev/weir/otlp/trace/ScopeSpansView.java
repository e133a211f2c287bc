package dev.weir.otlp.trace;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `ScopeSpans`: an instrumentation scope and its spans.
public final class ScopeSpansView extends MessageView {
  private static final int SCOPE = 1;
  private static final int SPANS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(SCOPE).repeated(SPANS);

  private @Nullable InstrumentationScopeView scope;
  private @Nullable SpanView spans;
  private final BytesView schemaUrl = new BytesView();

  public ScopeSpansView() {
    super(FIELDS);
  }

  @Override
  public ScopeSpansView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public InstrumentationScopeView scope() {
    if (scope == null) {
      scope = new InstrumentationScopeView();
    }
    return message(SCOPE, scope);
  }

  public SpanView spans() {
    if (spans == null) {
      spans = new SpanView();
    }
    return repeated(SPANS, spans);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
