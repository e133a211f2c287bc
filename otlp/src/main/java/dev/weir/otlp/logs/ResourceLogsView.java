package dev.weir.otlp.logs;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.resource.ResourceView;
import org.jspecify.annotations.Nullable;

/// A view of one `ResourceLogs`: a resource and its log records.
public final class ResourceLogsView extends MessageView {
  private static final int RESOURCE = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(RESOURCE).repeated(SCOPE_LOGS);

  private @Nullable ResourceView resource;
  private @Nullable ScopeLogsView scopeLogs;
  private final BytesView schemaUrl = new BytesView();

  public ResourceLogsView() {
    super(FIELDS);
  }

  @Override
  public ResourceLogsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public ResourceView resource() {
    if (resource == null) {
      resource = new ResourceView();
    }
    return message(RESOURCE, resource);
  }

  public ScopeLogsView scopeLogs() {
    if (scopeLogs == null) {
      scopeLogs = new ScopeLogsView();
    }
    return repeated(SCOPE_LOGS, scopeLogs);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
