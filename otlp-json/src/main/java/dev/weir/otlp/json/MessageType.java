package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of one message, in the order in which the Collector writes them, and found by name or
/// number.
final class MessageType {
  final String name;
  final Field[] fields;

  /// Bits of the slots whose fields exclude one another, and of those that are always written.
  final long oneofs;

  final long always;

  /// Where this type's part begins in a table of all slots of all types.
  final int base;

  private final int[] slots;
  private final byte[][] names;
  private final @Nullable Field[] namedFields;
  private final int mask;

  MessageType(String name, int base, List<Field> declared) {
    this.name = name;
    this.base = base;
    this.fields = declared.toArray(Field[]::new);
    this.slots = new int[1 + declared.stream().mapToInt(field -> field.number).max().orElse(0)];
    Arrays.fill(slots, -1);
    this.mask = Integer.highestOneBit(fields.length * 8) - 1;
    this.names = new byte[mask + 1][];
    this.namedFields = new Field[mask + 1];
    Arrays.fill(names, new byte[0]);
    long oneofBits = 0;
    long alwaysBits = 0;
    for (int slot = 0; slot < fields.length; slot++) {
      Field field = fields[slot];
      field.place(slot);
      oneofBits |= field.oneof ? 1L << slot : 0;
      alwaysBits |= field.always ? 1L << slot : 0;
      slots[field.number] = slot;
      put(field.name, field);
      put(field.snakeName(), field);
    }
    this.oneofs = oneofBits;
    this.always = alwaysBits;
  }

  /// The place in [#fields] of a field number, or -1 when it is unknown.
  int slot(int number) {
    return number < slots.length ? slots[number] : -1;
  }

  /// The field that `bytes` name, in lower camel case or snake case, or null when it is unknown.
  @Nullable Field field(byte[] bytes, int from, int to) {
    if (from == to) {
      return null;
    }
    for (int at = hash(bytes, from, to) & mask; ; at = (at + 1) & mask) {
      Field field = namedFields[at];
      if (field == null) {
        return null;
      }
      byte[] candidate = names[at];
      if (Arrays.equals(candidate, 0, candidate.length, bytes, from, to)) {
        return field;
      }
    }
  }

  private void put(String text, Field field) {
    byte[] bytes = text.getBytes(UTF_8);
    int at = hash(bytes, 0, bytes.length) & mask;
    while (namedFields[at] != null) {
      at = (at + 1) & mask;
    }
    names[at] = bytes;
    namedFields[at] = field;
  }

  /// Length and four of the letters tell the names of a message apart almost always.
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    int hash = bytes[from];
    hash = hash * 31 + bytes[from + (length >>> 2)];
    hash = hash * 31 + bytes[from + (length >>> 1)];
    hash = hash * 31 + bytes[to - 1];
    return hash * 31 + length;
  }
}
