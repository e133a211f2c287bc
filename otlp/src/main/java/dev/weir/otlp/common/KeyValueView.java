package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reusable view of one `KeyValue`.
public final class KeyValueView {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int KEY_STRINDEX = 3;
  private static final byte KEY_TAG = KEY << 3 | FieldCursor.BYTES;
  private static final byte VALUE_TAG = VALUE << 3 | FieldCursor.BYTES;

  private final BytesView key = new BytesView();
  private @Nullable AnyValueView value;

  private byte[] buffer = {};
  private int keyOffset;
  private int keyLength;
  private byte[] valueBuffer = {};
  private int valueOffset;
  private int valueLength;
  private int keyIndex;

  /// Points this view at the `KeyValue` held by `length` bytes from `offset`.
  ///
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the bytes are not a protobuf message
  public KeyValueView wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    int end = offset + length;
    int valueTag = plainValueTag(buffer, offset, end);
    if (valueTag < 0) {
      index(offset, length);
      return this;
    }
    keyOffset = offset + 2;
    keyLength = valueTag - keyOffset;
    keyIndex = 0;
    valueBuffer = buffer;
    valueOffset = Wire.skipVarint(buffer, valueTag + 1, end);
    valueLength = end - valueOffset;
    return this;
  }

  public BytesView key() {
    return key.wrap(buffer, keyOffset, keyLength);
  }

  public boolean keyEquals(byte[] utf8) {
    return keyLength == utf8.length
        && Arrays.equals(buffer, keyOffset, keyOffset + keyLength, utf8, 0, keyLength);
  }

  /// The value; empty if there is none.
  public AnyValueView value() {
    if (value == null) {
      value = new AnyValueView();
    }
    return value(value);
  }

  /// Points `into` at the value.
  public AnyValueView value(AnyValueView into) {
    return into.wrap(valueBuffer, valueOffset, valueLength);
  }

  /// The index of the key in the dictionary of a profile, or 0.
  public int keyIndex() {
    return keyIndex;
  }

  /// Whether the `KeyValue` between two offsets has this key.
  public static boolean keyEquals(byte[] buffer, int offset, int end, byte[] utf8) {
    int keyLength = plainKeyLength(buffer, offset, end);
    return keyLength < 0
        ? new KeyValueView().wrap(buffer, offset, end - offset).keyEquals(utf8)
        : keyLength == utf8.length && plainKeyEquals(buffer, offset, utf8);
  }

  /// The length of the key if the message between two offsets is plain: a key of less than 128
  /// bytes, which begins two bytes behind `offset`, a value, and nothing else. That is how every
  /// writer writes. Otherwise a negative number.
  public static int plainKeyLength(byte[] buffer, int offset, int end) {
    return plainValueTag(buffer, offset, end) - offset - 2;
  }

  /// Whether a plain message has this key, if the key is known to be as long.
  public static boolean plainKeyEquals(byte[] buffer, int offset, byte[] utf8) {
    int key = offset + 2;
    int last = utf8.length - 1;
    // Keys of the same length mostly differ in the last byte already.
    return last < 0
        || (buffer[key + last] == utf8[last]
            && Arrays.equals(buffer, key, key + last, utf8, 0, last));
  }

  /// Where the value's tag stands if the message is a key of less than 128 bytes followed by a
  /// value and by nothing else, which is how every writer writes; otherwise a negative number.
  private static int plainValueTag(byte[] buffer, int offset, int end) {
    int length = end - offset;
    if (length < 4 || buffer[offset] != KEY_TAG) {
      return -1;
    }
    int keyLength = buffer[offset + 1];
    int valueTag = offset + 2 + keyLength;
    if (keyLength < 0 || keyLength > length - 4 || buffer[valueTag] != VALUE_TAG) {
      return -1;
    }
    if (buffer[valueTag + 1] == end - valueTag - 2) {
      return valueTag;
    }
    int value = Wire.skipVarint(buffer, valueTag + 1, end);
    return value + Wire.length(buffer, valueTag + 1, value, end) == end ? valueTag : -1;
  }

  private void index(int offset, int length) {
    keyOffset = offset;
    keyLength = 0;
    keyIndex = 0;
    valueBuffer = buffer;
    valueOffset = offset;
    valueLength = 0;
    FieldCursor cursor = new FieldCursor().wrap(buffer, offset, length);
    while (cursor.next()) {
      if (cursor.number() == KEY && cursor.wireType() == FieldCursor.BYTES) {
        keyOffset = cursor.valueOffset();
        keyLength = cursor.valueLength();
      } else if (cursor.number() == VALUE && cursor.wireType() == FieldCursor.BYTES) {
        takeValue(cursor);
      } else if (cursor.number() == KEY_STRINDEX && cursor.wireType() == FieldCursor.VARINT) {
        keyIndex = (int) FieldCursor.varintAt(buffer, cursor.valueOffset());
      }
    }
  }

  /// A value that occurs twice is one message with the fields of both.
  private void takeValue(FieldCursor field) {
    if (valueLength == 0) {
      valueOffset = field.valueOffset();
      valueLength = field.valueLength();
      return;
    }
    ProtoWriter merged = new ProtoWriter(valueLength + field.valueLength());
    merged.raw(valueBuffer, valueOffset, valueLength);
    merged.raw(buffer, field.valueOffset(), field.valueLength());
    valueBuffer = merged.toByteArray();
    valueOffset = 0;
    valueLength = valueBuffer.length;
  }
}
