package dev.weir.store.duckdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A table from byte strings to objects that is asked with ranges of a buffer. Not safe for
/// threads.
final class ByteKeys<V> {
  private byte[] @Nullable [] keys = new byte[64][];
  private long[] hashes = new long[64];
  private @Nullable Object[] values = new Object[64];
  private int size;

  int size() {
    return size;
  }

  /// The object under these bytes, or null.
  @SuppressWarnings("unchecked") // only [#put] writes values
  @Nullable V find(byte[] buffer, int offset, int length) {
    long hash = Hash.of(buffer, offset, length);
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; ; slot = slot + 1 & mask) {
      byte[] key = keys[slot];
      if (key == null) {
        return null;
      }
      if (hashes[slot] == hash
          && key.length == length
          && Arrays.equals(key, 0, length, buffer, offset, offset + length)) {
        return (V) values[slot];
      }
    }
  }

  /// Enters bytes that are not there yet. They are copied.
  void put(byte[] buffer, int offset, int length, V value) {
    if (size * 2 >= hashes.length) {
      grow();
    }
    enter(
        Arrays.copyOfRange(buffer, offset, offset + length),
        Hash.of(buffer, offset, length),
        value);
    size++;
  }

  void clear() {
    keys = new byte[64][];
    hashes = new long[64];
    values = new Object[64];
    size = 0;
  }

  private void enter(byte[] key, long hash, @Nullable Object value) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (keys[slot] != null) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    hashes[slot] = hash;
    values[slot] = value;
  }

  private void grow() {
    byte[] @Nullable [] oldKeys = keys;
    long[] oldHashes = hashes;
    @Nullable Object[] oldValues = values;
    keys = new byte[oldHashes.length * 2][];
    hashes = new long[oldHashes.length * 2];
    values = new Object[oldHashes.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        enter(key, oldHashes[i], oldValues[i]);
      }
    }
  }
}
