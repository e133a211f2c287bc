package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of the data of a sum.
public final class SumView extends MessageView {
  private static final int DATA_POINTS = 1;
  private static final int AGGREGATION_TEMPORALITY = 2;
  private static final int IS_MONOTONIC = 3;

  private static final Fields FIELDS =
      new Fields().varint(AGGREGATION_TEMPORALITY, IS_MONOTONIC).repeated(DATA_POINTS);

  private @Nullable NumberDataPointView dataPoints;

  public SumView() {
    super(FIELDS);
  }

  @Override
  public SumView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public NumberDataPointView dataPoints() {
    if (dataPoints == null) {
      dataPoints = new NumberDataPointView();
    }
    return repeated(DATA_POINTS, dataPoints);
  }

  /// An `AggregationTemporality` number: 0 unspecified, 1 delta, 2 cumulative.
  public int aggregationTemporality() {
    return (int) varint(AGGREGATION_TEMPORALITY);
  }

  public boolean isMonotonic() {
    return varint(IS_MONOTONIC) != 0;
  }
}
