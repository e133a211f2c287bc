package dev.weir.store.items;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.wire.ByteRange;

/// Visits the items of a request in wire order, with what is around them.
public abstract class ItemWalk implements ItemPredicate {

  /// Visits all items.
  public final void walk(Signal signal, ByteRange request) {
    ItemFilter.keep(signal, request, this);
  }

  @Override
  public final boolean keep(byte[] buffer, int offset, int length) {
    item(buffer, offset, length);
    return false;
  }

  /// Visits a span, log record or data point.
  protected abstract void item(byte[] buffer, int offset, int length);
}
