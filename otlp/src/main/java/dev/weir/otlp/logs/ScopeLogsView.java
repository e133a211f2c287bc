package dev.weir.otlp.logs;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `ScopeLogs`: an instrumentation scope and its log records.
public final class ScopeLogsView extends MessageView {
  private static final int SCOPE = 1;
  private static final int LOG_RECORDS = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(SCOPE).repeated(LOG_RECORDS);

  private @Nullable InstrumentationScopeView scope;
  private @Nullable LogRecordView logRecords;
  private final BytesView schemaUrl = new BytesView();

  public ScopeLogsView() {
    super(FIELDS);
  }

  @Override
  public ScopeLogsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public InstrumentationScopeView scope() {
    if (scope == null) {
      scope = new InstrumentationScopeView();
    }
    return message(SCOPE, scope);
  }

  public LogRecordView logRecords() {
    if (logRecords == null) {
      logRecords = new LogRecordView();
    }
    return repeated(LOG_RECORDS, logRecords);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
