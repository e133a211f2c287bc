package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one data point of a summary.
public final class SummaryDataPointView extends MessageView {
  private static final int START_TIME_UNIX_NANO = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int QUANTILE_VALUES = 6;
  private static final int ATTRIBUTES = 7;
  private static final int FLAGS = 8;

  private static final Fields FIELDS =
      new Fields()
          .varint(FLAGS)
          .fixed64(START_TIME_UNIX_NANO, TIME_UNIX_NANO, COUNT, SUM)
          .repeated(QUANTILE_VALUES, ATTRIBUTES);

  private final AttributesView attributes = new AttributesView();
  private @Nullable ValueAtQuantileView quantileValues;

  public SummaryDataPointView() {
    super(FIELDS);
  }

  @Override
  public SummaryDataPointView wrap(byte[] buffer, int offset, int length) {
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

  public long count() {
    return fixed64(COUNT);
  }

  public double sum() {
    return float64(SUM);
  }

  public ValueAtQuantileView quantileValues() {
    if (quantileValues == null) {
      quantileValues = new ValueAtQuantileView();
    }
    return repeated(QUANTILE_VALUES, quantileValues);
  }

  /// `DataPointFlags`: bit 0 says that no value was recorded.
  public int flags() {
    return (int) varint(FLAGS);
  }
}
