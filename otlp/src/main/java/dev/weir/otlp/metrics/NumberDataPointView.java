package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one data point of a gauge or a sum.
public final class NumberDataPointView extends MessageView {
  private static final int START_TIME_UNIX_NANO = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int AS_DOUBLE = 4;
  private static final int EXEMPLARS = 5;
  private static final int AS_INT = 6;
  private static final int ATTRIBUTES = 7;
  private static final int FLAGS = 8;
  private static final long VALUE = 1L << AS_DOUBLE | 1L << AS_INT;

  private static final Fields FIELDS =
      new Fields()
          .varint(FLAGS)
          .fixed64(START_TIME_UNIX_NANO, TIME_UNIX_NANO, AS_DOUBLE, AS_INT)
          .repeated(EXEMPLARS, ATTRIBUTES);

  private final AttributesView attributes = new AttributesView();
  private @Nullable ExemplarView exemplars;

  public NumberDataPointView() {
    super(FIELDS);
  }

  @Override
  public NumberDataPointView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long startTimeUnixNano() {
    return fixed64(START_TIME_UNIX_NANO);
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

  public ExemplarView exemplars() {
    if (exemplars == null) {
      exemplars = new ExemplarView();
    }
    return repeated(EXEMPLARS, exemplars);
  }

  /// `DataPointFlags`: bit 0 says that no value was recorded.
  public int flags() {
    return (int) varint(FLAGS);
  }
}
