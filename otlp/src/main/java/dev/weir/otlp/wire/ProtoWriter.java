package dev.weir.otlp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes protobuf fields into an array that grows. Not safe for threads.
///
/// A nested message is written between [#beginMessage(int)] and [#endMessage(int)]; its length is
/// filled in afterwards, and the content moves by the few bytes that a longer length needs. Scalar
/// methods write the value as given, zero too: whoever calls them decides about defaults.
public final class ProtoWriter {
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT = 10;

  private byte[] buffer;
  private int size;

  public ProtoWriter() {
    this(256);
  }

  public ProtoWriter(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  /// Forgets what was written and keeps the array.
  public ProtoWriter reset() {
    size = 0;
    return this;
  }

  /// Bytes written so far.
  public int size() {
    return size;
  }

  /// The array being written; only its first [#size()] bytes count, and it may be replaced by the
  /// next write.
  public byte[] buffer() {
    return buffer;
  }

  /// A copy of what was written.
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /// A copy of what was written behind the first `from` bytes.
  public byte[] toByteArray(int from) {
    return Arrays.copyOfRange(buffer, from, size);
  }

  /// Forgets everything written after the first `newSize` bytes.
  public void truncate(int newSize) {
    size = newSize;
  }

  public void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  public void varint(long value) {
    ensure(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  public void uint64(int field, long value) {
    tag(field, FieldCursor.VARINT);
    varint(value);
  }

  /// A `sint32` or `sint64`, zigzag-encoded.
  public void sint64(int field, long value) {
    uint64(field, (value << 1) ^ (value >> 63));
  }

  public void bool(int field, boolean value) {
    uint64(field, value ? 1 : 0);
  }

  public void fixed64(int field, long value) {
    tag(field, FieldCursor.FIXED64);
    fixed64Value(value);
  }

  public void fixed64Value(long value) {
    ensure(8);
    LONG_LE.set(buffer, size, value);
    size += 8;
  }

  public void fixed32(int field, int value) {
    tag(field, FieldCursor.FIXED32);
    ensure(4);
    INT_LE.set(buffer, size, value);
    size += 4;
  }

  public void float64(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  public void string(int field, String value) {
    bytes(field, value.getBytes(UTF_8));
  }

  public void bytes(int field, byte[] value) {
    bytes(field, value, 0, value.length);
  }

  public void bytes(int field, byte[] source, int offset, int length) {
    tag(field, FieldCursor.BYTES);
    varint(length);
    raw(source, offset, length);
  }

  /// Copies bytes that are already encoded.
  public void raw(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, buffer, size, length);
    size += length;
  }

  /// Copies the fields of an encoded message except some, in their order.
  ///
  /// @param numbers the fields to leave out, as bits by number; all are below 64
  /// @throws MalformedOtlpException if the bytes are not a protobuf message
  public void fieldsExcept(byte[] source, int offset, int length, long numbers) {
    int end = offset + length;
    int kept = offset;
    int at = offset;
    while (at < end) {
      int next = Wire.skipField(source, at, end);
      long number = (source[at] >= 0 ? source[at] : FieldCursor.varintAt(source, at)) >>> 3;
      if (number < Long.SIZE && (numbers >>> number & 1) != 0) {
        raw(source, kept, at - kept);
        kept = next;
      }
      at = next;
    }
    raw(source, kept, end - kept);
  }

  /// Begins a nested message, and returns the mark that [#endMessage(int)] wants.
  public int beginMessage(int field) {
    return beginMessage(field, 0);
  }

  /// Begins a nested message of about `expectedLength` bytes, and returns the mark that
  /// [#endMessage(int, int)] wants with the width of that length. A good guess spares moving the
  /// content.
  public int beginMessage(int field, int expectedLength) {
    tag(field, FieldCursor.BYTES);
    int mark = size;
    int room = varintSize(expectedLength);
    ensure(room);
    size += room;
    return mark;
  }

  /// Ends the message that began at `mark`.
  public void endMessage(int mark) {
    endMessage(mark, 1);
  }

  /// Ends the message for whose length `width` bytes were written at `mark`, whatever they say; see
  /// [#beginMessage(int, int)].
  public void endMessage(int mark, int width) {
    int length = size - mark - width;
    int needed = varintSize(length);
    if (needed != width) {
      ensure(Math.max(0, needed - width));
      System.arraycopy(buffer, mark + width, buffer, mark + needed, length);
    }
    size = mark;
    varint(length);
    size += length;
  }

  /// Bytes that `value` takes as a varint.
  public static int varintSize(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    int needed = Math.addExact(size, more);
    buffer =
        Arrays.copyOf(
            buffer, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, buffer.length * 2L)));
  }
}
