package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import java.util.Arrays;

/// Gives each trace a group of its own, numbered in the order in which traces first occur.
public final class TraceIdGroups extends TraceIdKey {
  private static final int EMPTY = 0;

  private long[] high = new long[32];
  private long[] low = new long[32];

  /// Open addressing: group number + 1 at the slot that the hash of its id leads to.
  private int[] slots = new int[64];

  private int size;

  public TraceIdGroups(Signal signal) {
    super(signal);
  }

  /// Number of different traces so far.
  public int size() {
    return size;
  }

  /// First 8 bytes of the trace id of a group.
  public long high(int group) {
    return high[group];
  }

  /// Last 8 bytes of the trace id of a group.
  public long low(int group) {
    return low[group];
  }

  @Override
  int group(long idHigh, long idLow) {
    int slot = slot(idHigh, idLow);
    if (slots[slot] != EMPTY) {
      return slots[slot] - 1;
    }
    if (size == high.length) {
      grow();
      slot = slot(idHigh, idLow);
    }
    high[size] = idHigh;
    low[size] = idLow;
    slots[slot] = ++size;
    return size - 1;
  }

  /// The slot of an id, or the free one where it belongs.
  private int slot(long idHigh, long idLow) {
    int mask = slots.length - 1;
    int slot = (int) (hash(idHigh, idLow) >>> 32) & mask;
    while (slots[slot] != EMPTY && !isAt(slots[slot] - 1, idHigh, idLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int group, long idHigh, long idLow) {
    return high[group] == idHigh && low[group] == idLow;
  }

  private void grow() {
    high = Arrays.copyOf(high, size * 2);
    low = Arrays.copyOf(low, size * 2);
    slots = new int[slots.length * 2];
    for (int group = 0; group < size; group++) {
      slots[slot(high[group], low[group])] = group + 1;
    }
  }

  /// Spreads ids that differ in any bit over the upper half of the result.
  static long hash(long high, long low) {
    long hash = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
    return (hash ^ hash >>> 29 ^ low) * 0xBF58_476D_1CE4_E5B9L;
  }
}
