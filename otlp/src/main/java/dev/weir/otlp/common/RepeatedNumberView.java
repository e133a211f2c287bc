package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;

/// The numbers of a repeated field, one after the other, packed or not.
public final class RepeatedNumberView {
  private final int wireType;
  private byte[] buffer = {};
  private int from;
  private int limit;
  private int number;

  private int fieldAt;
  private int at;
  private int end;
  private int value;

  private RepeatedNumberView(int wireType) {
    this.wireType = wireType;
  }

  /// A view of `fixed64`, `sfixed64` or `double` numbers.
  public static RepeatedNumberView fixed64() {
    return new RepeatedNumberView(FieldCursor.FIXED64);
  }

  /// A view of varints.
  public static RepeatedNumberView varint() {
    return new RepeatedNumberView(FieldCursor.VARINT);
  }

  /// Moves to the next number, or returns false behind the last.
  public boolean next() {
    while (at == end) {
      if (!nextField()) {
        return false;
      }
    }
    value = at;
    at =
        wireType == FieldCursor.FIXED64
            ? Wire.skipFixed(at, 8, end)
            : Wire.skipVarint(buffer, at, end);
    return true;
  }

  /// The current number.
  public long longValue() {
    return wireType == FieldCursor.FIXED64
        ? FieldCursor.fixed64At(buffer, value)
        : FieldCursor.varintAt(buffer, value);
  }

  /// The current number of a field of doubles.
  public double doubleValue() {
    return Double.longBitsToDouble(longValue());
  }

  /// Starts over before the first.
  public RepeatedNumberView rewind() {
    fieldAt = from;
    at = 0;
    end = 0;
    return this;
  }

  /// How many numbers there are. Starts over before the first.
  public int size() {
    rewind();
    int size = 0;
    while (next()) {
      size++;
    }
    rewind();
    return size;
  }

  RepeatedNumberView over(byte[] buffer, int from, int limit, int number) {
    this.buffer = buffer;
    this.from = from;
    this.limit = limit;
    this.number = number;
    return rewind();
  }

  /// Finds the next field that holds numbers, and puts them between `at` and `end`.
  private boolean nextField() {
    while (fieldAt < limit) {
      int start = fieldAt;
      fieldAt = Wire.skipField(buffer, start, limit);
      int tag = (int) FieldCursor.varintAt(buffer, start);
      if (tag >>> 3 != number) {
        continue;
      }
      int content = Wire.skipVarint(buffer, start, limit);
      if ((tag & 7) == wireType) {
        at = content;
        end = fieldAt;
        return true;
      }
      if ((tag & 7) == FieldCursor.BYTES) {
        at = Wire.skipVarint(buffer, content, limit);
        end = fieldAt;
        return true;
      }
    }
    return false;
  }
}
