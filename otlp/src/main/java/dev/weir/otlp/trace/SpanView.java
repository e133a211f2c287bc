package dev.weir.otlp.trace;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `Span`.
public final class SpanView extends MessageView {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START_TIME_UNIX_NANO = 7;
  private static final int END_TIME_UNIX_NANO = 8;
  private static final int ATTRIBUTES = 9;
  private static final int DROPPED_ATTRIBUTES_COUNT = 10;
  private static final int EVENTS = 11;
  private static final int DROPPED_EVENTS_COUNT = 12;
  private static final int LINKS = 13;
  private static final int DROPPED_LINKS_COUNT = 14;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final Fields FIELDS =
      new Fields()
          .bytes(TRACE_ID, SPAN_ID, TRACE_STATE, PARENT_SPAN_ID, NAME)
          .varint(KIND, DROPPED_ATTRIBUTES_COUNT, DROPPED_EVENTS_COUNT, DROPPED_LINKS_COUNT)
          .fixed32(FLAGS)
          .fixed64(START_TIME_UNIX_NANO, END_TIME_UNIX_NANO)
          .message(STATUS)
          .repeated(ATTRIBUTES, EVENTS, LINKS);

  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView traceState = new BytesView();
  private final BytesView parentSpanId = new BytesView();
  private final BytesView name = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private @Nullable SpanEventView events;
  private @Nullable SpanLinkView links;
  private @Nullable StatusView status;

  public SpanView() {
    super(FIELDS);
  }

  @Override
  public SpanView wrap(byte[] buffer, int offset, int length) {
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

  public BytesView parentSpanId() {
    return bytes(PARENT_SPAN_ID, parentSpanId);
  }

  public BytesView name() {
    return bytes(NAME, name);
  }

  /// A `SpanKind` number: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.
  public int kind() {
    return (int) varint(KIND);
  }

  public long startTimeUnixNano() {
    return fixed64(START_TIME_UNIX_NANO);
  }

  public long endTimeUnixNano() {
    return fixed64(END_TIME_UNIX_NANO);
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }

  public SpanEventView events() {
    if (events == null) {
      events = new SpanEventView();
    }
    return repeated(EVENTS, events);
  }

  public long droppedEventsCount() {
    return uint32(DROPPED_EVENTS_COUNT);
  }

  public SpanLinkView links() {
    if (links == null) {
      links = new SpanLinkView();
    }
    return repeated(LINKS, links);
  }

  public long droppedLinksCount() {
    return uint32(DROPPED_LINKS_COUNT);
  }

  public StatusView status() {
    if (status == null) {
      status = new StatusView();
    }
    return message(STATUS, status);
  }

  /// W3C trace flags in the lowest 8 bits, then whether the parent is known to be remote (bit 8)
  /// and is (bit 9).
  public int flags() {
    return fixed32(FLAGS);
  }
}
