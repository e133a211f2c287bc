package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Concatenation;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.items.ItemPick;
import dev.weir.store.query.ItemRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads items from the blocks of slices.
final class ItemReader {
  private final SignalStore store;

  ItemReader(SignalStore store) {
    this.store = store;
  }

  ByteRange read(Signal signal, Collection<ItemRef> refs) {
    Map<Long, TreeMap<Integer, BitSet>> places = new TreeMap<>();
    for (ItemRef ref : refs) {
      places
          .computeIfAbsent(ref.slice(), _ -> new TreeMap<>())
          .computeIfAbsent(ref.block(), _ -> new BitSet())
          .set(ref.index());
    }
    List<ByteRange> parts = new ArrayList<>();
    for (var slice : places.entrySet()) {
      read(signal, slice.getKey(), slice.getValue(), parts);
    }
    return parts.isEmpty() ? ByteRange.of(new byte[0]) : Concatenation.of(signal, parts);
  }

  private void read(Signal signal, long id, Map<Integer, BitSet> blocks, List<ByteRange> parts) {
    Slice slice = acquire(id);
    if (slice == null) {
      return;
    }
    try {
      for (var block : blocks.entrySet()) {
        ByteRange bytes = block(slice, block.getKey());
        if (bytes != null) {
          parts.add(ItemPick.pick(signal, bytes, block.getValue()));
        }
      }
    } finally {
      store.release(slice);
    }
  }

  private @Nullable Slice acquire(long id) {
    synchronized (store.lock) {
      for (Slice slice : store.slices) {
        if (slice.id == id && !slice.isDoomed) {
          slice.readers++;
          return slice;
        }
      }
      return null;
    }
  }

  private @Nullable ByteRange block(Slice slice, int number) {
    synchronized (store.lock) {
      ByteRange bytes = slice.unwritten(number);
      if (bytes != null) {
        return bytes;
      }
      if (number >= slice.blocks.size()) {
        return null;
      }
    }
    try {
      return slice.blocks.read(number);
    } catch (IOException e) {
      store.log.warn(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
