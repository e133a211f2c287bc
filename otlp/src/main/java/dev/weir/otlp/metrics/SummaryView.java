package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of the data of a summary.
public final class SummaryView extends MessageView {
  private static final int DATA_POINTS = 1;

  private static final Fields FIELDS = new Fields().repeated(DATA_POINTS);

  private @Nullable SummaryDataPointView dataPoints;

  public SummaryView() {
    super(FIELDS);
  }

  @Override
  public SummaryView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public SummaryDataPointView dataPoints() {
    if (dataPoints == null) {
      dataPoints = new SummaryDataPointView();
    }
    return repeated(DATA_POINTS, dataPoints);
  }
}
