package dev.weir.collector.helper.values;

import java.util.Arrays;

/// Bytes by which something is looked up. Nobody writes to them any more. Immutable.
public final class ByteKey {
  private final byte[] bytes;
  private final int hash;

  /// The caller gives the array away.
  public ByteKey(byte[] bytes) {
    this.bytes = bytes;
    hash = Arrays.hashCode(bytes);
  }

  /// The bytes themselves, not to be written to.
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
