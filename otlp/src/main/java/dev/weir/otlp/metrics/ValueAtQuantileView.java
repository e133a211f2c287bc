package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of one quantile of a summary.
public final class ValueAtQuantileView extends MessageView {
  private static final int QUANTILE = 1;
  private static final int VALUE = 2;

  private static final Fields FIELDS = new Fields().fixed64(QUANTILE, VALUE);

  public ValueAtQuantileView() {
    super(FIELDS);
  }

  @Override
  public ValueAtQuantileView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public double quantile() {
    return float64(QUANTILE);
  }

  public double value() {
    return float64(VALUE);
  }
}
