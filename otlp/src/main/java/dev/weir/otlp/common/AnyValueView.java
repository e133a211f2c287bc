package dev.weir.otlp.common;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reusable view of one `AnyValue`, the value of an attribute or the body of a log record.
///
/// Reads of another kind than the value has give the default of what was asked for: 0, false,
/// empty. [#member] and [#element] move this view into a nested value, so that a path is followed
/// without further objects.
public final class AnyValueView implements EncodedValue {
  /// What a value is.
  public enum Kind {
    /// No value is set; the "empty" or null of the data model.
    EMPTY,
    STRING,
    BOOL,
    INT,
    DOUBLE,
    ARRAY,
    KEY_VALUE_LIST,
    BYTES,
    /// A string that stands in the dictionary of a profile.
    STRING_INDEX
  }

  private static final byte[] NO_BYTES = {};
  private static final Kind[] KINDS = Kind.values();

  private static final int[] WIRE_TYPES = {
    -1,
    FieldCursor.BYTES,
    FieldCursor.VARINT,
    FieldCursor.VARINT,
    FieldCursor.FIXED64,
    FieldCursor.BYTES,
    FieldCursor.BYTES,
    FieldCursor.BYTES,
    FieldCursor.VARINT
  };

  private final BytesView bytes = new BytesView();
  private @Nullable ArrayValueView array;
  private @Nullable AttributesView map;

  private byte[] buffer = NO_BYTES;
  private int offset;
  private int length;

  /// Where the value of the alternative lies; in a buffer of its own if it had to be merged.
  private byte[] valueBuffer = NO_BYTES;

  private int valueOffset;
  private int valueLength;
  private int number;

  /// Points this view at the `AnyValue` held by `length` bytes from `offset`.
  ///
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the bytes are not a protobuf message
  public AnyValueView wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    valueBuffer = buffer;
    if (!isPlain(buffer, offset, offset + length)) {
      index(offset, offset + length);
    }
    return this;
  }

  public AnyValueView wrap(ByteRange range) {
    return wrap(range.buffer(), range.offset(), range.length());
  }

  /// Points this view at the value that another one shows.
  public AnyValueView wrap(EncodedValue value) {
    return wrap(value.buffer(), value.offset(), value.length());
  }

  @Override
  public byte[] buffer() {
    return buffer;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  public Kind kind() {
    return KINDS[number];
  }

  public boolean isEmpty() {
    return number == 0;
  }

  public boolean isString() {
    return number == 1;
  }

  public boolean boolValue() {
    return number == 2 && FieldCursor.varintAt(valueBuffer, valueOffset) != 0;
  }

  public long intValue() {
    return number == 3 ? FieldCursor.varintAt(valueBuffer, valueOffset) : 0;
  }

  public double doubleValue() {
    return number == 4
        ? Double.longBitsToDouble(FieldCursor.fixed64At(valueBuffer, valueOffset))
        : 0;
  }

  /// The bytes of a string.
  public BytesView string() {
    return number == 1
        ? bytes.wrap(valueBuffer, valueOffset, valueLength)
        : bytes.wrap(NO_BYTES, 0, 0);
  }

  /// The bytes of a bytes value.
  public BytesView bytes() {
    return number == 7
        ? bytes.wrap(valueBuffer, valueOffset, valueLength)
        : bytes.wrap(NO_BYTES, 0, 0);
  }

  /// Decodes a string into a new `String`. To compare, use [#stringEquals].
  public String stringValue() {
    return string().toString();
  }

  /// Whether the value is a string of exactly these bytes.
  public boolean stringEquals(byte[] utf8) {
    return number == 1 && valueLength == utf8.length && string().contentEquals(utf8);
  }

  /// The index of a string in the dictionary of a profile.
  public int stringIndex() {
    return number == 8 ? (int) FieldCursor.varintAt(valueBuffer, valueOffset) : 0;
  }

  /// The elements of an array, from the first.
  public ArrayValueView array() {
    if (array == null) {
      array = new ArrayValueView();
    }
    return number == 5
        ? array.wrap(valueBuffer, valueOffset, valueLength)
        : array.wrap(NO_BYTES, 0, 0);
  }

  /// The entries of a map, from the first.
  public AttributesView map() {
    if (map == null) {
      map = new AttributesView();
    }
    return number == 6
        ? map.over(valueBuffer, valueOffset, valueOffset + valueLength, 1)
        : map.over(NO_BYTES, 0, 0, 1);
  }

  /// Moves this view to the value that a map has under `key`. Returns false, and stays, if the
  /// value is no map or lacks the key.
  public boolean member(byte[] key) {
    return number == 6 && map().find(key, this);
  }

  /// Moves this view to the element of an array, counted from 0. Returns false, and stays, if the
  /// value is no array or has no such element.
  public boolean element(int index) {
    return number == 5 && index >= 0 && array().find(index, this);
  }

  /// Takes the value if it is a short string or a number and nothing else, as it mostly is.
  private boolean isPlain(byte[] buffer, int offset, int limit) {
    if (limit - offset < 2) {
      return false;
    }
    int tag = buffer[offset];
    int second = buffer[offset + 1];
    if (tag == (1 << 3 | FieldCursor.BYTES) && second == limit - offset - 2) {
      return take(1, offset + 2, limit);
    }
    if (tag == (3 << 3 | FieldCursor.VARINT)
        && Wire.skipVarint(buffer, offset + 1, limit) == limit) {
      return take(3, offset + 1, limit);
    }
    if (tag == (4 << 3 | FieldCursor.FIXED64) && limit - offset == 9) {
      return take(4, offset + 1, limit);
    }
    return false;
  }

  private boolean take(int number, int value, int limit) {
    this.number = number;
    valueOffset = value;
    valueLength = limit - value;
    return true;
  }

  private void index(int offset, int limit) {
    number = 0;
    valueLength = 0;
    int at = offset;
    while (at < limit) {
      at = take(at, limit);
    }
  }

  /// Takes the field at `at` as the value if it is one, and returns where it ends.
  private int take(int at, int limit) {
    int end = Wire.skipField(buffer, at, limit);
    int tag = (int) FieldCursor.varintAt(buffer, at);
    int field = tag >>> 3;
    if (field >= WIRE_TYPES.length || WIRE_TYPES[field] != (tag & 7)) {
      return end;
    }
    int value = Wire.skipVarint(buffer, at, limit);
    if ((tag & 7) == FieldCursor.BYTES) {
      value = Wire.skipVarint(buffer, value, limit);
    }
    if (field == number && (field == 5 || field == 6)) {
      merge(value, end - value);
      return end;
    }
    valueBuffer = buffer;
    valueOffset = value;
    valueLength = end - value;
    number = field;
    return end;
  }

  /// Two arrays, or two maps, in one value are one with the contents of both.
  private void merge(int more, int moreLength) {
    ProtoWriter merged = new ProtoWriter(valueLength + moreLength);
    merged.raw(valueBuffer, valueOffset, valueLength);
    merged.raw(buffer, more, moreLength);
    valueBuffer = merged.toByteArray();
    valueOffset = 0;
    valueLength = valueBuffer.length;
  }
}
