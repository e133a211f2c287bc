package dev.weir.otlp.logs;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of one `LogRecord`.
public final class LogRecordView extends MessageView {
  private static final int TIME_UNIX_NANO = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int DROPPED_ATTRIBUTES_COUNT = 7;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME_UNIX_NANO = 11;
  private static final int EVENT_NAME = 12;

  private static final Fields FIELDS =
      new Fields()
          .bytes(SEVERITY_TEXT, TRACE_ID, SPAN_ID, EVENT_NAME)
          .varint(SEVERITY_NUMBER, DROPPED_ATTRIBUTES_COUNT)
          .fixed32(FLAGS)
          .fixed64(TIME_UNIX_NANO, OBSERVED_TIME_UNIX_NANO)
          .message(BODY)
          .repeated(ATTRIBUTES);

  private final BytesView severityText = new BytesView();
  private final AnyValueView body = new AnyValueView();
  private final AttributesView attributes = new AttributesView();
  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView eventName = new BytesView();

  public LogRecordView() {
    super(FIELDS);
  }

  @Override
  public LogRecordView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public long timeUnixNano() {
    return fixed64(TIME_UNIX_NANO);
  }

  public long observedTimeUnixNano() {
    return fixed64(OBSERVED_TIME_UNIX_NANO);
  }

  /// A `SeverityNumber`: 0 unspecified, 1 trace, 5 debug, 9 info, 13 warn, 17 error, 21 fatal.
  public int severityNumber() {
    return (int) varint(SEVERITY_NUMBER);
  }

  public BytesView severityText() {
    return bytes(SEVERITY_TEXT, severityText);
  }

  public AnyValueView body() {
    return anyValue(BODY, body);
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }

  /// W3C trace flags in the lowest 8 bits.
  public int flags() {
    return fixed32(FLAGS);
  }

  public BytesView traceId() {
    return bytes(TRACE_ID, traceId);
  }

  public BytesView spanId() {
    return bytes(SPAN_ID, spanId);
  }

  public BytesView eventName() {
    return bytes(EVENT_NAME, eventName);
  }
}
