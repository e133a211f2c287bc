package dev.weir.otlp.wire;

import java.util.Arrays;
import java.util.Objects;

/// `length` bytes of `buffer` from `offset`. Nobody writes to the array any more.
public final class ByteRange {
  private final byte[] buffer;
  private final int offset;
  private final int length;

  public ByteRange(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /// A range that is a whole array.
  public static ByteRange of(byte[] buffer) {
    return new ByteRange(buffer, 0, buffer.length);
  }

  public byte[] buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /// A copy of the bytes in an array of their own.
  public byte[] toByteArray() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }
}
