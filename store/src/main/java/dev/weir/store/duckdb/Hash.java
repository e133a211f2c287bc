package dev.weir.store.duckdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Hashes ranges of bytes and numbers to 64 bits.
final class Hash {
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private Hash() {}

  static long of(byte[] buffer, int offset, int length) {
    long hash = length * PRIME;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) LONG_LE.get(buffer, at)) * PRIME;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | (buffer[at] & 0xFF);
    }
    return mix(hash ^ rest);
  }

  static long mix(long value) {
    long hash = value * PRIME;
    hash = (hash ^ hash >>> 32) * PRIME;
    return hash ^ hash >>> 29;
  }
}
