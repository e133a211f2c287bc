package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of one exemplar, a measurement kept with the span it was made in.
public final class ExemplarView extends MessageView {
  private static final int TIME_UNIX_NANO = 2;
  private static final int AS_DOUBLE = 3;
  private static final int SPAN_ID = 4;
  private static final int TRACE_ID = 5;
  private static final int AS_INT = 6;
  private static final int FILTERED_ATTRIBUTES = 7;
  private static final long VALUE = 1L << AS_DOUBLE | 1L << AS_INT;

  private static final Fields FIELDS =
      new Fields()
          .bytes(SPAN_ID, TRACE_ID)
          .fixed64(TIME_UNIX_NANO, AS_DOUBLE, AS_INT)
          .repeated(FILTERED_ATTRIBUTES);

  private final AttributesView filteredAttributes = new AttributesView();
  private final BytesView spanId = new BytesView();
  private final BytesView traceId = new BytesView();

  public ExemplarView() {
    super(FIELDS);
  }

  @Override
  public ExemplarView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public AttributesView filteredAttributes() {
    return attributes(FILTERED_ATTRIBUTES, filteredAttributes);
  }

  public long timeUnixNano() {
    return fixed64(TIME_UNIX_NANO);
  }

  /// Whether the value is a double, which [#asDouble] reads.
  public boolean isDouble() {
    return lastOf(VALUE) == AS_DOUBLE;
  }

  /// Whether the value is an integer, which [#asInt] reads.
  public boolean isInt() {
    return lastOf(VALUE) == AS_INT;
  }

  /// The value if it is a double, or 0.
  public double asDouble() {
    return isDouble() ? float64(AS_DOUBLE) : 0;
  }

  /// The value if it is an integer, or 0.
  public long asInt() {
    return isInt() ? fixed64(AS_INT) : 0;
  }

  public BytesView spanId() {
    return bytes(SPAN_ID, spanId);
  }

  public BytesView traceId() {
    return bytes(TRACE_ID, traceId);
  }
}
