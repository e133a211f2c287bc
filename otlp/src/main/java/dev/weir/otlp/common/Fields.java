package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import java.util.Arrays;

/// The fields of one message that its view reads, by number; made once for each message.
///
/// Field numbers are below 64. What is not declared, or comes with another wire type, is skipped.
public final class Fields {
  static final int OTHER = 0;
  static final int VARINT = 1;
  static final int FIXED64 = 2;
  static final int FIXED32 = 3;
  static final int BYTES = 4;
  static final int MESSAGE = 5;
  static final int REPEATED = 6;
  static final int NUMBERS = 7;

  /// What a field is, by its tag: number and wire type. Any tag of one byte has a place.
  private byte[] byTag = new byte[128];

  public Fields varint(int... numbers) {
    return add(VARINT, FieldCursor.VARINT, numbers);
  }

  public Fields fixed64(int... numbers) {
    return add(FIXED64, FieldCursor.FIXED64, numbers);
  }

  public Fields fixed32(int... numbers) {
    return add(FIXED32, FieldCursor.FIXED32, numbers);
  }

  /// Strings and bytes.
  public Fields bytes(int... numbers) {
    return add(BYTES, FieldCursor.BYTES, numbers);
  }

  /// Messages that occur once. Should one occur more often, its occurrences are merged.
  public Fields message(int... numbers) {
    return add(MESSAGE, FieldCursor.BYTES, numbers);
  }

  /// Messages and strings that occur any number of times. Field numbers are below 16.
  public Fields repeated(int... numbers) {
    return add(REPEATED, FieldCursor.BYTES, numbers);
  }

  /// Numbers that occur any number of times, packed into one field or not.
  public Fields numbers(int... numbers) {
    add(NUMBERS, FieldCursor.VARINT, numbers);
    add(NUMBERS, FieldCursor.FIXED64, numbers);
    return add(NUMBERS, FieldCursor.BYTES, numbers);
  }

  byte[] byTag() {
    return byTag;
  }

  private Fields add(int shape, int wireType, int... numbers) {
    for (int number : numbers) {
      if (number << 3 >= byTag.length) {
        byTag = Arrays.copyOf(byTag, (number + 1) << 3);
      }
      byTag[number << 3 | wireType] = (byte) shape;
    }
    return this;
  }
}
