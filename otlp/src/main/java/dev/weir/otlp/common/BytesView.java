package dev.weir.otlp.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A string, an id or a bytes value, read in place. Only [#toString], [#hex] and [#toByteArray]
/// allocate; comparisons take bytes prepared beforehand.
///
/// The view that returned it points it elsewhere when it moves on.
public final class BytesView {
  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] buffer = {};
  private int offset;
  private int length;

  /// Points this view at `length` bytes from `offset`.
  public BytesView wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    return this;
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

  public boolean isEmpty() {
    return length == 0;
  }

  public boolean contentEquals(byte[] other) {
    return length == other.length
        && Arrays.equals(buffer, offset, offset + length, other, 0, length);
  }

  public boolean contentEquals(BytesView other) {
    return length == other.length
        && Arrays.equals(
            buffer, offset, offset + length, other.buffer, other.offset, other.offset + length);
  }

  public boolean startsWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(buffer, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  public boolean endsWith(byte[] suffix) {
    int end = offset + length;
    return length >= suffix.length
        && Arrays.equals(buffer, end - suffix.length, end, suffix, 0, suffix.length);
  }

  /// Compares byte by byte, unsigned: the order of UTF-8 strings by code point.
  public int compare(byte[] other) {
    return Arrays.compareUnsigned(buffer, offset, offset + length, other, 0, other.length);
  }

  /// Compares byte by byte, unsigned.
  public int compare(BytesView other) {
    return Arrays.compareUnsigned(
        buffer, offset, offset + length, other.buffer, other.offset, other.offset + other.length);
  }

  /// The 8 bytes from `index` as a big-endian number, or 0 if there are not as many. A trace id is
  /// `longAt(0)` and `longAt(8)`, a span id `longAt(0)`.
  public long longAt(int index) {
    return index >= 0 && index <= length - Long.BYTES
        ? (long) LONG_BE.get(buffer, offset + index)
        : 0;
  }

  /// Lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(buffer, offset, offset + length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }

  /// The bytes as UTF-8.
  @Override
  public String toString() {
    return new String(buffer, offset, length, UTF_8);
  }
}
