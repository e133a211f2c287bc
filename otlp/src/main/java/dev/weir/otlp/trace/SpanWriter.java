package dev.weir.otlp.trace;

import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.Consumer;

/// Writes spans into the current scope of an [EnvelopeWriter]: [#begin], the fields that there are,
/// [#end].
public final class SpanWriter {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START_TIME_UNIX_NANO = 7;
  private static final int END_TIME_UNIX_NANO = 8;
  private static final int ATTRIBUTES = 9;
  private static final int EVENTS = 11;
  private static final int LINKS = 13;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private final EnvelopeWriter envelope;
  private final ProtoWriter out;
  private final AttributesWriter attributes;
  private int mark;

  public SpanWriter(EnvelopeWriter envelope) {
    this.envelope = envelope;
    this.out = envelope.out();
    this.attributes = new AttributesWriter(out, ATTRIBUTES);
  }

  /// Begins a span. Trace ids have 16 bytes, span ids 8; a root span has no parent, which is an
  /// empty id.
  public SpanWriter begin(byte[] traceId, byte[] spanId, byte[] parentSpanId) {
    mark = envelope.beginItem();
    out.bytes(TRACE_ID, traceId);
    out.bytes(SPAN_ID, spanId);
    if (parentSpanId.length > 0) {
      out.bytes(PARENT_SPAN_ID, parentSpanId);
    }
    return this;
  }

  public SpanWriter traceState(String value) {
    out.string(TRACE_STATE, value);
    return this;
  }

  public SpanWriter name(String value) {
    out.string(NAME, value);
    return this;
  }

  /// A `SpanKind` number.
  public SpanWriter kind(int value) {
    out.uint64(KIND, value);
    return this;
  }

  public SpanWriter times(long startUnixNano, long endUnixNano) {
    out.fixed64(START_TIME_UNIX_NANO, startUnixNano);
    out.fixed64(END_TIME_UNIX_NANO, endUnixNano);
    return this;
  }

  /// The attributes of the span, written with each `put`.
  public AttributesWriter attributes() {
    return attributes;
  }

  public SpanWriter event(long timeUnixNano, String name, Consumer<AttributesWriter> attributes) {
    int event = out.beginMessage(EVENTS);
    out.fixed64(1, timeUnixNano);
    out.string(2, name);
    attributes.accept(new AttributesWriter(out, 3));
    out.endMessage(event);
    return this;
  }

  public SpanWriter link(byte[] traceId, byte[] spanId, Consumer<AttributesWriter> attributes) {
    int link = out.beginMessage(LINKS);
    out.bytes(1, traceId);
    out.bytes(2, spanId);
    attributes.accept(new AttributesWriter(out, 4));
    out.endMessage(link);
    return this;
  }

  /// A `StatusCode` number and a message, which may be empty.
  public SpanWriter status(int code, String message) {
    int status = out.beginMessage(STATUS);
    if (!message.isEmpty()) {
      out.string(2, message);
    }
    out.uint64(3, code);
    out.endMessage(status);
    return this;
  }

  public SpanWriter flags(int value) {
    out.fixed32(FLAGS, value);
    return this;
  }

  public void end() {
    out.endMessage(mark);
  }
}
