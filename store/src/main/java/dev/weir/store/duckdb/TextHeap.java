package dev.weir.store.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Texts outside the heap that stay where they are until all are let go. Belongs to the thread that
/// made it.
final class TextHeap implements AutoCloseable {
  private static final int BLOCK = 256 * 1024;

  private final List<Block> blocks = new ArrayList<>();
  private int current = -1;
  private long used;

  /// Copies a text, and returns its address.
  long put(byte[] buffer, int offset, int length) {
    if (current < 0 || used + length > blocks.get(current).memory().byteSize()) {
      next(length);
    }
    MemorySegment memory = blocks.get(current).memory();
    MemorySegment.copy(buffer, offset, memory, JAVA_BYTE, used, length);
    long address = memory.address() + used;
    used += length;
    return address;
  }

  /// Lets all texts go.
  void clear() {
    while (!blocks.isEmpty() && blocks.getLast().memory().byteSize() > BLOCK) {
      blocks.removeLast().arena().close();
    }
    current = blocks.isEmpty() ? -1 : 0;
    used = 0;
  }

  @Override
  public void close() {
    blocks.forEach(block -> block.arena().close());
    blocks.clear();
    current = -1;
  }

  private void next(int length) {
    current++;
    used = 0;
    if (current == blocks.size() || blocks.get(current).memory().byteSize() < length) {
      Arena arena = Arena.ofConfined();
      blocks.add(current, new Block(arena, arena.allocate(Math.max(BLOCK, length), 8)));
    }
  }

  private record Block(Arena arena, MemorySegment memory) {}
}
