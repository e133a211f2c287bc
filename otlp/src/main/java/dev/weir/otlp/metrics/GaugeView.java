package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of the data of a gauge.
public final class GaugeView extends MessageView {
  private static final int DATA_POINTS = 1;

  private static final Fields FIELDS = new Fields().repeated(DATA_POINTS);

  private @Nullable NumberDataPointView dataPoints;

  public GaugeView() {
    super(FIELDS);
  }

  @Override
  public GaugeView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public NumberDataPointView dataPoints() {
    if (dataPoints == null) {
      dataPoints = new NumberDataPointView();
    }
    return repeated(DATA_POINTS, dataPoints);
  }
}
