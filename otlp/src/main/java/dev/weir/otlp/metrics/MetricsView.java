package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// A view of a whole `ExportMetricsServiceRequest` (or `MetricsData`, which is the same bytes).
public final class MetricsView extends MessageView {
  private static final int RESOURCE_METRICS = 1;

  private static final Fields FIELDS = new Fields().repeated(RESOURCE_METRICS);

  private @Nullable ResourceMetricsView resourceMetrics;

  public MetricsView() {
    super(FIELDS);
  }

  @Override
  public MetricsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  @Override
  public MetricsView wrap(ByteRange range) {
    super.wrap(range);
    return this;
  }

  public ResourceMetricsView resourceMetrics() {
    if (resourceMetrics == null) {
      resourceMetrics = new ResourceMetricsView();
    }
    return repeated(RESOURCE_METRICS, resourceMetrics);
  }
}
