package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.items.ItemWalk;
import dev.weir.store.query.Scope;

/// Looks at the first request of a slice that follows no other, and gives slots to the attribute
/// keys that are frequent in it.
final class SlotChoice extends ItemWalk {
  private static final int WITHOUT_SLOTS = 1;

  private final Signal signal;
  private final Catalogue seen;
  private final AttributeRow attributes;
  private final SpanView span = new SpanView();
  private final LogRecordView log = new LogRecordView();
  private long items;

  private SlotChoice(Signal signal) {
    this.signal = signal;
    seen = new Catalogue(signal, WITHOUT_SLOTS);
    attributes = new AttributeRow(seen, Schema.promoted(signal).size());
  }

  static void make(Signal signal, ByteRange request, Catalogue catalogue) {
    SlotChoice choice = new SlotChoice(signal);
    choice.walk(signal, request);
    catalogue.giveSlots(choice.seen, choice.items);
  }

  @Override
  protected void item(byte[] buffer, int offset, int length) {
    items++;
    if (signal == Signal.TRACES) {
      attributes.fill(Scope.SPAN, span.wrap(buffer, offset, length).attributes());
    } else {
      attributes.fill(Scope.LOG, log.wrap(buffer, offset, length).attributes());
    }
  }
}
