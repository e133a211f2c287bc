package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import java.util.Arrays;

/// The fields of one message that its view reads, by number; made once for each message.
///
/// Field numbers are below 64. What is not declared, or comes with another wire type, is skipped.
public final class Fields {
  static final int ABSENT = 7;
  static final int MESSAGE = 8 | FieldCursor.BYTES;
  static final int REPEATED = 16 | FieldCursor.BYTES;
  static final int PACKABLE = 32 | ABSENT;

  private byte[] shapes = {};

  public Fields varint(int... numbers) {
    return add(FieldCursor.VARINT, numbers);
  }

  public Fields fixed64(int... numbers) {
    return add(FieldCursor.FIXED64, numbers);
  }

  public Fields fixed32(int... numbers) {
    return add(FieldCursor.FIXED32, numbers);
  }

  /// Strings and bytes.
  public Fields bytes(int... numbers) {
    return add(FieldCursor.BYTES, numbers);
  }

  /// Messages that occur once. Should one occur more often, its occurrences are merged.
  public Fields message(int... numbers) {
    return add(MESSAGE, numbers);
  }

  /// Messages and strings that occur any number of times.
  public Fields repeated(int... numbers) {
    return add(REPEATED, numbers);
  }

  /// Numbers that occur any number of times, packed into one field or not.
  public Fields numbers(int... numbers) {
    return add(PACKABLE, numbers);
  }

  byte[] shapes() {
    return shapes;
  }

  private Fields add(int shape, int... numbers) {
    for (int number : numbers) {
      if (number >= shapes.length) {
        int before = shapes.length;
        shapes = Arrays.copyOf(shapes, number + 1);
        Arrays.fill(shapes, before, number + 1, (byte) ABSENT);
      }
      shapes[number] = (byte) shape;
    }
    return this;
  }
}
