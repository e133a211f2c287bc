package dev.weir.otlp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/// Walks the fields of one protobuf message in wire order. Values are located, not decoded.
///
/// Every read is checked against the end of the message, so a hostile length can never make a
/// cursor leave the bytes it was given.
public final class FieldCursor {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int FIXED32 = 5;

  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer = {};
  private int offset;
  private int position;
  private int limit;

  private int startOffset;
  private int number;
  private int wireType;
  private int valueOffset;
  private int valueLength;

  /// Starts over at the first field of the message held by `length` bytes from `offset`.
  public FieldCursor wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
    this.position = offset;
    this.limit = offset + length;
    return this;
  }

  /// Moves to the next field, or returns false at the end of the message.
  public boolean next() {
    if (position == limit) {
      return false;
    }
    startOffset = position;
    long tag = readVarint();
    number = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (number == 0 || tag >>> 32 != 0) {
      throw malformedTag(tag);
    }
    valueOffset = position;
    switch (wireType) {
      case VARINT -> readVarint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case BYTES -> {
        long length = readVarint();
        valueOffset = position;
        skip(length);
      }
      default -> throw malformedTag(tag);
    }
    valueLength = position - valueOffset;
    return true;
  }

  /// The array that is walked.
  public byte[] buffer() {
    return buffer;
  }

  /// Where the message begins that is walked.
  public int offset() {
    return offset;
  }

  /// How long the message is that is walked.
  public int length() {
    return limit - offset;
  }

  public int number() {
    return number;
  }

  public int wireType() {
    return wireType;
  }

  /// Where the current field begins, tag included.
  public int startOffset() {
    return startOffset;
  }

  public int endOffset() {
    return position;
  }

  public int valueOffset() {
    return valueOffset;
  }

  public int valueLength() {
    return valueLength;
  }

  /// Decodes the varint that starts at `offset` of a buffer this cursor has already walked.
  public static long varintAt(byte[] buffer, int offset) {
    long value = 0;
    int shift = 0;
    int at = offset;
    byte next;
    do {
      next = buffer[at++];
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  /// Reads 8 bytes at `offset` as protobuf `fixed64`.
  public static long fixed64At(byte[] buffer, int offset) {
    return (long) LONG_LE.get(buffer, offset);
  }

  private long readVarint() {
    // Most tags and lengths are one byte.
    if (position < limit && buffer[position] >= 0) {
      return buffer[position++];
    }
    return readLongVarint();
  }

  private long readLongVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == limit) {
        throw new MalformedOtlpException(
            "end within a varint (expected: a byte below 128)", position);
      }
      byte next = buffer[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedOtlpException(
        "varint of more than 10 bytes (expected: at most 10)", position);
  }

  private void skip(long bytes) {
    if (bytes < 0 || bytes > limit - position) {
      throw new MalformedOtlpException(
          "value of "
              + Long.toUnsignedString(bytes)
              + " bytes (expected: at most "
              + (limit - position)
              + ")",
          position);
    }
    position += (int) bytes;
  }

  private MalformedOtlpException malformedTag(long tag) {
    return new MalformedOtlpException(
        "field %s of wire type %d (expected: field 1 or more, wire type 0, 1, 2 or 5)"
            .formatted(Long.toUnsignedString(tag >>> 3), tag & 7),
        startOffset);
  }
}
