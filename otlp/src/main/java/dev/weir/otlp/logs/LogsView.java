package dev.weir.otlp.logs;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// A view of a whole `ExportLogsServiceRequest` (or `LogsData`, which is the same bytes).
public final class LogsView extends MessageView {
  private static final int RESOURCE_LOGS = 1;

  private static final Fields FIELDS = new Fields().repeated(RESOURCE_LOGS);

  private @Nullable ResourceLogsView resourceLogs;

  public LogsView() {
    super(FIELDS);
  }

  @Override
  public LogsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  @Override
  public LogsView wrap(ByteRange range) {
    super.wrap(range);
    return this;
  }

  public ResourceLogsView resourceLogs() {
    if (resourceLogs == null) {
      resourceLogs = new ResourceLogsView();
    }
    return repeated(RESOURCE_LOGS, resourceLogs);
  }
}
