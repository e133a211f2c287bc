package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.store.items.Times;
import dev.weir.store.items.Values;
import dev.weir.store.query.Scope;
import java.sql.SQLException;

/// Makes rows out of log records.
final class LogRows extends RowWriter {
  private final LogRecordView log = new LogRecordView();
  private RowAppender items;

  LogRows(SliceMeta meta, Dictionary dictionary, Staging staging) {
    super(Signal.LOGS, meta, dictionary, staging);
    items = table(Schema.ITEMS);
  }

  @Override
  void into(Staging next) {
    staging = next;
    items = table(Schema.ITEMS);
  }

  @Override
  void row(byte[] buffer, int offset, int length, long ref) throws SQLException {
    log.wrap(buffer, offset, length);
    long time = Times.ofLog(log.timeUnixNano(), log.observedTimeUnixNano());
    seen(time);
    long high = log.traceId().longAt(0);
    long low = log.traceId().longAt(8);
    if (high != 0 || low != 0) {
      meta.traces.add(high, low);
    }
    attributes.fill(Scope.LOG, log.attributes());
    RowAppender row = items.beginRow();
    row.append(arrival).append(ref).append(resourceId).append(scopeId).append(time);
    row.append(Times.of(log.observedTimeUnixNano()));
    row.append(high).append(low).append(log.spanId().longAt(0));
    row.append(log.severityNumber());
    row.append(log.severityText());
    body(row, log.body());
    row.append(log.eventName());
    attributes.columns(row);
    row.append(attributes).append(length).endRow();
  }

  private static void body(RowAppender row, AnyValueView body) {
    if (body.isEmpty()) {
      row.appendNull().append(false);
    } else if (body.isString()) {
      row.append(body.string()).append(false);
    } else {
      row.append(Values.json(body)).append(true);
    }
  }
}
