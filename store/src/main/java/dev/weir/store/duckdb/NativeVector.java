package dev.weir.store.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One column of a chunk of rows in the library's memory.
///
/// ```
/// text to 12 bytes:  length(4) bytes(12)        list:  first(8) length(8), and values in another vector
/// longer text:       length(4) first(4) address(8)
/// ```
final class NativeVector {
  static final int BOOLEAN = 1;
  static final int INTEGER = 4;
  static final int BIGINT = 5;
  static final int UTINYINT = 6;
  static final int DOUBLE = 11;
  static final int VARCHAR = 17;
  static final int LIST = 24;
  static final int STRUCT = 25;
  static final int MAP = 26;
  private static final int INLINE = 12;
  private static final int WIDE = 16;

  final int type;
  private final int width;
  private long vector;
  private int capacity;
  private MemorySegment data = MemorySegment.NULL;
  private @Nullable MemorySegment validity;

  /// Of a list or map.
  private int size;

  private final NativeVector[] children;

  private NativeVector(long vector, int type, NativeVector... children) {
    this.vector = vector;
    this.type = type;
    this.children = children;
    width = width(type);
  }

  static NativeVector of(long vector) {
    int type = DuckDbApi.type(vector);
    return switch (type) {
      case LIST -> new NativeVector(vector, type, of(DuckDbApi.listChild(vector)));
      case MAP -> {
        long entries = DuckDbApi.listChild(vector);
        yield new NativeVector(
            vector,
            type,
            of(DuckDbApi.structChild(entries, 0)),
            of(DuckDbApi.structChild(entries, 1)));
      }
      default -> new NativeVector(vector, type);
    };
  }

  /// Finds its memory again when the chunk is new or has been reset.
  void refresh(int rows) {
    capacity = rows;
    data = DuckDbApi.data(vector, (long) rows * width);
    validity = null;
    if (children.length > 0) {
      size = 0;
      growChildren(rows);
    }
  }

  void number(int row, int is, long number) {
    present(row, is);
    switch (is) {
      case BIGINT -> data.set(JAVA_LONG_UNALIGNED, row * 8L, number);
      case INTEGER -> data.set(JAVA_INT_UNALIGNED, row * 4L, (int) number);
      default -> data.set(JAVA_BYTE, row, (byte) number);
    }
  }

  void real(int row, double number) {
    present(row, DOUBLE);
    data.set(JAVA_DOUBLE_UNALIGNED, row * 8L, number);
  }

  /// The text must be UTF-8.
  void text(int row, byte[] buffer, int offset, int length, TextHeap heap) {
    present(row, VARCHAR);
    long at = (long) row * WIDE;
    data.set(JAVA_INT_UNALIGNED, at, length);
    if (length <= INLINE) {
      data.set(JAVA_LONG_UNALIGNED, at + 4, 0);
      data.set(JAVA_INT_UNALIGNED, at + 12, 0);
      for (int i = 0; i < length; i++) {
        data.set(JAVA_BYTE, at + 4 + i, buffer[offset + i]);
      }
    } else {
      for (int i = 0; i < 4; i++) {
        data.set(JAVA_BYTE, at + 4 + i, buffer[offset + i]);
      }
      data.set(JAVA_LONG_UNALIGNED, at + 8, heap.put(buffer, offset, length));
    }
  }

  void nothing(int row) {
    MemorySegment bits = validity;
    if (bits == null) {
      bits = DuckDbApi.validity(vector, capacity);
      validity = bits;
    }
    long at = (row >>> 6) * 8L;
    bits.set(JAVA_LONG_UNALIGNED, at, bits.get(JAVA_LONG_UNALIGNED, at) & ~(1L << row));
    if (width == WIDE) {
      data.set(JAVA_LONG_UNALIGNED, (long) row * WIDE, children.length > 0 ? size : 0);
      data.set(JAVA_LONG_UNALIGNED, (long) row * WIDE + 8, 0);
    }
  }

  /// Begins a list or map of so many values, and returns the place of its first in the children.
  int list(int row, int is, int length) {
    present(row, is);
    int first = size;
    data.set(JAVA_LONG_UNALIGNED, (long) row * WIDE, first);
    data.set(JAVA_LONG_UNALIGNED, (long) row * WIDE + 8, length);
    size += length;
    if (size > children[0].capacity) {
      growChildren(Math.max(size, children[0].capacity * 2));
    }
    return first;
  }

  NativeVector child(int index) {
    return children[index];
  }

  /// To be called before the chunk is used.
  void complete() {
    if (children.length > 0) {
      DuckDbApi.sizeList(vector, size);
    }
  }

  private void present(int row, int is) {
    if (type != is) {
      throw new IllegalStateException("column of type " + type + " (expected: " + is + ")");
    }
    MemorySegment bits = validity;
    if (bits != null) {
      long at = (row >>> 6) * 8L;
      bits.set(JAVA_LONG_UNALIGNED, at, bits.get(JAVA_LONG_UNALIGNED, at) | 1L << row);
    }
  }

  /// Children move when they grow. They have no nulls, so that only their values count.
  private void growChildren(int values) {
    DuckDbApi.reserveList(vector, values);
    long child = DuckDbApi.listChild(vector);
    for (int i = 0; i < children.length; i++) {
      children[i].vector = type == MAP ? DuckDbApi.structChild(child, i) : child;
      children[i].refresh(values);
    }
  }

  private static int width(int type) {
    return switch (type) {
      case BOOLEAN, UTINYINT -> 1;
      case INTEGER -> 4;
      case BIGINT, DOUBLE -> 8;
      case VARCHAR, LIST, MAP -> WIDE;
      default -> throw new IllegalArgumentException("column of type " + type);
    };
  }
}
