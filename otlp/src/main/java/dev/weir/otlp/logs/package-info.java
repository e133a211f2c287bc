/// Views of logs. Start with [LogsView], or with [LogRecordView] for one record.
@NullMarked
package dev.weir.otlp.logs;

import org.jspecify.annotations.NullMarked;
