package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of the data of a histogram.
public final class HistogramView extends MessageView {
  private static final int DATA_POINTS = 1;
  private static final int AGGREGATION_TEMPORALITY = 2;

  private static final Fields FIELDS =
      new Fields().varint(AGGREGATION_TEMPORALITY).repeated(DATA_POINTS);

  private @Nullable HistogramDataPointView dataPoints;

  public HistogramView() {
    super(FIELDS);
  }

  @Override
  public HistogramView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public HistogramDataPointView dataPoints() {
    if (dataPoints == null) {
      dataPoints = new HistogramDataPointView();
    }
    return repeated(DATA_POINTS, dataPoints);
  }

  /// An `AggregationTemporality` number: 0 unspecified, 1 delta, 2 cumulative.
  public int aggregationTemporality() {
    return (int) varint(AGGREGATION_TEMPORALITY);
  }
}
