package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedNumberView;
import org.jspecify.annotations.Nullable;

/// A view of one data point of a histogram.
public final class HistogramDataPointView extends MessageView {
  private static final int START_TIME_UNIX_NANO = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int BUCKET_COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;
  private static final int EXEMPLARS = 8;
  private static final int ATTRIBUTES = 9;
  private static final int FLAGS = 10;
  private static final int MIN = 11;
  private static final int MAX = 12;

  private static final Fields FIELDS =
      new Fields()
          .varint(FLAGS)
          .fixed64(START_TIME_UNIX_NANO, TIME_UNIX_NANO, COUNT, SUM, MIN, MAX)
          .repeated(EXEMPLARS, ATTRIBUTES)
          .numbers(BUCKET_COUNTS, EXPLICIT_BOUNDS);

  private final AttributesView attributes = new AttributesView();
  private final RepeatedNumberView bucketCounts = RepeatedNumberView.fixed64();
  private final RepeatedNumberView explicitBounds = RepeatedNumberView.fixed64();
  private @Nullable ExemplarView exemplars;

  public HistogramDataPointView() {
    super(FIELDS);
  }

  @Override
  public HistogramDataPointView wrap(byte[] buffer, int offset, int length) {
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

  /// Whether there is a sum; without one [#sum] is 0.
  public boolean hasSum() {
    return has(SUM);
  }

  public double sum() {
    return float64(SUM);
  }

  public RepeatedNumberView bucketCounts() {
    return numbers(BUCKET_COUNTS, bucketCounts);
  }

  public RepeatedNumberView explicitBounds() {
    return numbers(EXPLICIT_BOUNDS, explicitBounds);
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

  /// Whether there is a min; without one [#min] is 0.
  public boolean hasMin() {
    return has(MIN);
  }

  public double min() {
    return float64(MIN);
  }

  /// Whether there is a max; without one [#max] is 0.
  public boolean hasMax() {
    return has(MAX);
  }

  public double max() {
    return float64(MAX);
  }
}
