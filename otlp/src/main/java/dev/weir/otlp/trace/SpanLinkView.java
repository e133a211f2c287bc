package dev.weir.otlp.trace;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of one link of a span.
public final class SpanLinkView extends MessageView {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int ATTRIBUTES = 4;
  private static final int DROPPED_ATTRIBUTES_COUNT = 5;
  private static final int FLAGS = 6;

  private static final Fields FIELDS =
      new Fields()
          .bytes(TRACE_ID, SPAN_ID, TRACE_STATE)
          .varint(DROPPED_ATTRIBUTES_COUNT)
          .fixed32(FLAGS)
          .repeated(ATTRIBUTES);

  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView traceState = new BytesView();
  private final AttributesView attributes = new AttributesView();

  public SpanLinkView() {
    super(FIELDS);
  }

  @Override
  public SpanLinkView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public BytesView traceId() {
    return bytes(TRACE_ID, traceId);
  }

  public BytesView spanId() {
    return bytes(SPAN_ID, spanId);
  }

  public BytesView traceState() {
    return bytes(TRACE_STATE, traceState);
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }

  public int flags() {
    return fixed32(FLAGS);
  }
}
