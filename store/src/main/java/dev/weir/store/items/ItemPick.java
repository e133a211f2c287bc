package dev.weir.store.items;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.wire.ByteRange;
import java.util.BitSet;

/// Copies some items of a request, by their places in it, with what is around them.
public final class ItemPick implements ItemPredicate {
  private final BitSet places;
  private int next;

  private ItemPick(BitSet places) {
    this.places = places;
  }

  /// A request of these items only, byte for byte; of no bytes if there are none.
  public static ByteRange pick(Signal signal, ByteRange request, BitSet places) {
    return ItemFilter.keep(signal, request, new ItemPick(places)).bytes();
  }

  @Override
  public boolean keep(byte[] buffer, int offset, int length) {
    return places.get(next++);
  }
}
