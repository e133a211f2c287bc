package dev.weir.otlp.trace;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of one event of a span.
public final class SpanEventView extends MessageView {
  private static final int TIME_UNIX_NANO = 1;
  private static final int NAME = 2;
  private static final int ATTRIBUTES = 3;
  private static final int DROPPED_ATTRIBUTES_COUNT = 4;

  private static final Fields FIELDS =
      new Fields()
          .bytes(NAME)
          .varint(DROPPED_ATTRIBUTES_COUNT)
          .fixed64(TIME_UNIX_NANO)
          .repeated(ATTRIBUTES);

  private final BytesView name = new BytesView();
  private final AttributesView attributes = new AttributesView();

  public SpanEventView() {
    super(FIELDS);
  }

  @Override
  public SpanEventView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public long timeUnixNano() {
    return fixed64(TIME_UNIX_NANO);
  }

  public BytesView name() {
    return bytes(NAME, name);
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }
}
