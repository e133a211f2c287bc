package dev.weir.otlp.logs;

import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.ProtoWriter;

/// Writes log records into the current scope of an [EnvelopeWriter]: [#begin], the fields that
/// there are, [#end].
public final class LogRecordWriter {
  private static final int TIME_UNIX_NANO = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME_UNIX_NANO = 11;
  private static final int EVENT_NAME = 12;

  private final EnvelopeWriter envelope;
  private final ProtoWriter out;
  private final AttributesWriter attributes;
  private int mark;

  public LogRecordWriter(EnvelopeWriter envelope) {
    this.envelope = envelope;
    this.out = envelope.out();
    this.attributes = new AttributesWriter(out, ATTRIBUTES);
  }

  /// Begins a record. The time of the event is 0 if it is not known.
  public LogRecordWriter begin(long timeUnixNano, long observedTimeUnixNano) {
    mark = envelope.beginItem();
    if (timeUnixNano != 0) {
      out.fixed64(TIME_UNIX_NANO, timeUnixNano);
    }
    out.fixed64(OBSERVED_TIME_UNIX_NANO, observedTimeUnixNano);
    return this;
  }

  /// A `SeverityNumber`, and what the source calls it.
  public LogRecordWriter severity(int number, String text) {
    out.uint64(SEVERITY_NUMBER, number);
    if (!text.isEmpty()) {
      out.string(SEVERITY_TEXT, text);
    }
    return this;
  }

  public LogRecordWriter body(EncodedValue value) {
    out.bytes(BODY, value.buffer(), value.offset(), value.length());
    return this;
  }

  /// The attributes of the record, written with each `put`.
  public AttributesWriter attributes() {
    return attributes;
  }

  /// The span in which the record was made: ids of 16 and 8 bytes, and W3C trace flags.
  public LogRecordWriter span(byte[] traceId, byte[] spanId, int flags) {
    out.bytes(TRACE_ID, traceId);
    out.bytes(SPAN_ID, spanId);
    out.fixed32(FLAGS, flags);
    return this;
  }

  public LogRecordWriter eventName(String value) {
    out.string(EVENT_NAME, value);
    return this;
  }

  public void end() {
    out.endMessage(mark);
  }
}
