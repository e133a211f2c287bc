package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one data point of an exponential histogram.
public final class ExponentialHistogramDataPointView extends MessageView {
  private static final int ATTRIBUTES = 1;
  private static final int START_TIME_UNIX_NANO = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int FLAGS = 10;
  private static final int EXEMPLARS = 11;
  private static final int MIN = 12;
  private static final int MAX = 13;
  private static final int ZERO_THRESHOLD = 14;

  private static final Fields FIELDS =
      new Fields()
          .varint(SCALE, FLAGS)
          .fixed64(
              START_TIME_UNIX_NANO,
              TIME_UNIX_NANO,
              COUNT,
              SUM,
              ZERO_COUNT,
              MIN,
              MAX,
              ZERO_THRESHOLD)
          .message(POSITIVE, NEGATIVE)
          .repeated(ATTRIBUTES, EXEMPLARS);

  private final AttributesView attributes = new AttributesView();
  private @Nullable BucketsView positive;
  private @Nullable BucketsView negative;
  private @Nullable ExemplarView exemplars;

  public ExponentialHistogramDataPointView() {
    super(FIELDS);
  }

  @Override
  public ExponentialHistogramDataPointView wrap(byte[] buffer, int offset, int length) {
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

  public int scale() {
    return (int) zigzag(SCALE);
  }

  public long zeroCount() {
    return fixed64(ZERO_COUNT);
  }

  public BucketsView positive() {
    if (positive == null) {
      positive = new BucketsView();
    }
    return message(POSITIVE, positive);
  }

  public BucketsView negative() {
    if (negative == null) {
      negative = new BucketsView();
    }
    return message(NEGATIVE, negative);
  }

  /// `DataPointFlags`: bit 0 says that no value was recorded.
  public int flags() {
    return (int) varint(FLAGS);
  }

  public ExemplarView exemplars() {
    if (exemplars == null) {
      exemplars = new ExemplarView();
    }
    return repeated(EXEMPLARS, exemplars);
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

  public double zeroThreshold() {
    return float64(ZERO_THRESHOLD);
  }
}
