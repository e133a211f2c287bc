package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanLinkView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.store.items.Names;
import dev.weir.store.items.Times;
import dev.weir.store.query.Scope;
import java.sql.SQLException;

/// Makes rows out of spans.
final class SpanRows extends RowWriter {
  private final SpanView span = new SpanView();
  private final AttributeRow partAttributes;
  private RowAppender items;
  private RowAppender events;
  private RowAppender links;
  private long lastTraceHigh;
  private long lastTraceLow;

  SpanRows(SliceMeta meta, Dictionary dictionary, Staging staging) {
    super(Signal.TRACES, meta, dictionary, staging);
    partAttributes = new AttributeRow(meta.catalogue, Schema.promoted(Signal.TRACES).size());
    items = table(Schema.ITEMS);
    events = table(Schema.EVENTS);
    links = table(Schema.LINKS);
  }

  @Override
  void into(Staging next) {
    staging = next;
    items = table(Schema.ITEMS);
    events = table(Schema.EVENTS);
    links = table(Schema.LINKS);
  }

  @Override
  void row(byte[] buffer, int offset, int length, long ref) throws SQLException {
    span.wrap(buffer, offset, length);
    long start = Times.of(span.startTimeUnixNano());
    seen(start);
    BytesView traceId = span.traceId();
    long high = traceId.longAt(0);
    long low = traceId.longAt(8);
    if (high != lastTraceHigh || low != lastTraceLow) {
      meta.traces.add(high, low);
      lastTraceHigh = high;
      lastTraceLow = low;
    }
    attributes.fill(Scope.SPAN, span.attributes());
    RowAppender row = items.beginRow();
    row.append(arrival).append(ref).append(resourceId).append(scopeId).append(start);
    row.append(Times.duration(span.startTimeUnixNano(), span.endTimeUnixNano()));
    row.append(high).append(low);
    row.append(span.spanId().longAt(0)).append(span.parentSpanId().longAt(0));
    row.append(span.name());
    row.append((byte) Names.known(Names.KINDS, span.kind()));
    row.append((byte) Names.known(Names.STATUSES, span.status().code()));
    orNull(row, span.status().message());
    orNull(row, span.traceState());
    attributes.columns(row);
    row.append(attributes).append(length).endRow();
    events(ref, start);
    links(ref);
  }

  private void events(long ref, long start) throws SQLException {
    SpanEventView event = span.events();
    for (int n = 0; event.next(); n++) {
      RowAppender row = events.beginRow();
      row.append(arrival).append(ref).append(n);
      row.append(Times.of(event.timeUnixNano()) - start);
      row.append(event.name());
      row.append(partAttributes.fill(Scope.EVENT, event.attributes())).endRow();
    }
  }

  private void links(long ref) throws SQLException {
    SpanLinkView link = span.links();
    for (int n = 0; link.next(); n++) {
      RowAppender row = links.beginRow();
      row.append(arrival).append(ref).append(n);
      row.append(link.traceId().longAt(0)).append(link.traceId().longAt(8));
      row.append(link.spanId().longAt(0));
      row.append(partAttributes.fill(Scope.LINK, link.attributes())).endRow();
    }
  }
}
