package dev.weir.otlp.trace;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// A view of a whole `ExportTraceServiceRequest` (or `TracesData`, which is the same bytes).
public final class TracesView extends MessageView {
  private static final int RESOURCE_SPANS = 1;

  private static final Fields FIELDS = new Fields().repeated(RESOURCE_SPANS);

  private @Nullable ResourceSpansView resourceSpans;

  public TracesView() {
    super(FIELDS);
  }

  @Override
  public TracesView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  @Override
  public TracesView wrap(ByteRange range) {
    super.wrap(range);
    return this;
  }

  public ResourceSpansView resourceSpans() {
    if (resourceSpans == null) {
      resourceSpans = new ResourceSpansView();
    }
    return repeated(RESOURCE_SPANS, resourceSpans);
  }
}
