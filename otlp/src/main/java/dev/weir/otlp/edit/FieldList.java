package dev.weir.otlp.edit;

import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;

/// The fields of one message that is being changed, listed when the first change needs it. Each
/// says where its bytes lie: in the source, or, once written anew, in `made`.
///
///     fields   | START | VALUE | END | NUMBER | KEY_LENGTH | START | VALUE | ...
///              |<------------ one field ------------------>|
final class FieldList {
  private static final int STRIDE = 5;
  private static final int START = 0;
  private static final int VALUE = 1;
  private static final int END = 2;
  private static final int NUMBER = 3;
  private static final int KEY_LENGTH = 4;

  /// KEY_LENGTH before it was looked at. Negative too if the field is no plain `KeyValue`.
  private static final int UNKNOWN = Integer.MIN_VALUE;

  /// Set in NUMBER if the offsets are those of `made`.
  private static final int MADE = 1 << 30;

  private static final int REMOVED = 0;
  private static final int UNUSUAL = Integer.MAX_VALUE;

  private final FieldCursor cursor = new FieldCursor();
  private final ProtoWriter made = new ProtoWriter();

  private byte[] source = {};
  private int from;
  private int to;

  private int[] fields = new int[24 * STRIDE];
  private int count;
  private boolean listed;

  /// How long the message is with the changes in the list.
  private int length;

  /// The list differs from the source.
  private boolean pending;

  /// The message differs from what was shown first.
  private boolean changed;

  /// Begins with another message, which nobody changed yet.
  void show(byte[] buffer, int from, int to) {
    settle(buffer, from, to);
    length = to - from;
    changed = false;
    made.reset();
  }

  /// Goes on with the message as it is by now, written in one piece.
  void settle(byte[] buffer, int from, int to) {
    source = buffer;
    this.from = from;
    this.to = to;
    listed = false;
    pending = false;
  }

  byte[] source() {
    return source;
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  /// Whether the source no longer says what the message is.
  boolean isPending() {
    return pending;
  }

  boolean isChanged() {
    return changed;
  }

  /// How many fields there are, removed ones too.
  int count() {
    list();
    return count;
  }

  /// The number of a field, or 0 if it was removed.
  int number(int index) {
    return fields[index * STRIDE + NUMBER] & ~MADE;
  }

  /// The array in which the offsets of a field lie.
  byte[] bufferOf(int index) {
    return isMade(index) ? made.buffer() : source;
  }

  int valueOffset(int index) {
    return fields[index * STRIDE + VALUE];
  }

  int endOffset(int index) {
    return fields[index * STRIDE + END];
  }

  /// The index of the first field of this number, from `index` on, that is a `KeyValue` with this
  /// key; or -1.
  int indexOfKey(int number, byte[] utf8, int index) {
    list();
    int[] fields = this.fields;
    int end = count * STRIDE;
    for (int at = index * STRIDE; at < end; at += STRIDE) {
      int tagged = fields[at + NUMBER];
      if ((tagged & ~MADE) != number) {
        continue;
      }
      byte[] buffer = (tagged & MADE) != 0 ? made.buffer() : source;
      int value = fields[at + VALUE];
      int keyLength = fields[at + KEY_LENGTH];
      if (keyLength == UNKNOWN) {
        keyLength = KeyValueView.plainKeyLength(buffer, value, fields[at + END]);
        fields[at + KEY_LENGTH] = keyLength;
      }
      if (keyLength == utf8.length
          ? KeyValueView.plainKeyEquals(buffer, value, utf8)
          : keyLength < 0 && KeyValueView.keyEquals(buffer, value, fields[at + END], utf8)) {
        return at / STRIDE;
      }
    }
    return -1;
  }

  /// Where new bytes for [#replace] and [#insert] are written.
  ProtoWriter made() {
    return made;
  }

  /// Puts the field that was written to `made` from `start` in the place of another one.
  void replaceMade(int index, int start) {
    int at = index * STRIDE;
    int number = number(index);
    if (isSame(index, start)) {
      made.truncate(start);
      return;
    }
    length -= fields[at + END] - fields[at + START];
    put(at, number, start);
    touch();
  }

  /// Inserts the field that was written to `made` from `start` before the field at `index`.
  void insertMade(int index, int number, int start) {
    list();
    if ((count + 1) * STRIDE > fields.length) {
      grow();
    }
    int at = index * STRIDE;
    System.arraycopy(fields, at, fields, at + STRIDE, (count - index) * STRIDE);
    count++;
    put(at, number, start);
    touch();
  }

  void removeAt(int index) {
    int at = index * STRIDE;
    length -= fields[at + END] - fields[at + START];
    fields[at + START] = fields[at + END];
    fields[at + NUMBER] = REMOVED;
    touch();
  }

  /// Removes all occurrences of a field.
  void removeAll(int number) {
    list();
    for (int i = 0; i < count; i++) {
      if (number(i) == number) {
        removeAt(i);
      }
    }
  }

  /// Puts the field that was written to `made` from `start` in the place of all of its number.
  void replaceAll(int number, int start) {
    int last = lastIndexOf(number);
    if (last < 0 || number(last) != number) {
      insertMade(count, number, start);
      return;
    }
    replaceMade(last, start);
    for (int i = 0; i < last; i++) {
      if (number(i) == number) {
        removeAt(i);
      }
    }
  }

  /// Writes the message as it is by now.
  void write(ProtoWriter out) {
    if (!pending) {
      out.raw(source, from, to - from);
      return;
    }
    int runStart = from;
    int runEnd = from;
    for (int at = 0; at < count * STRIDE; at += STRIDE) {
      int number = fields[at + NUMBER];
      int start = fields[at + START];
      if (number == REMOVED) {
        continue;
      }
      if ((number & MADE) == 0 && start == runEnd) {
        runEnd = fields[at + END];
        continue;
      }
      out.raw(source, runStart, runEnd - runStart);
      runStart = runEnd;
      if ((number & MADE) == 0) {
        runStart = start;
        runEnd = fields[at + END];
      } else {
        out.raw(made.buffer(), start, fields[at + END] - start);
      }
    }
    out.raw(source, runStart, runEnd - runStart);
  }

  private void touch() {
    pending = true;
    changed = true;
  }

  /// The index of the last field of this number, or that of the last field at all.
  int lastIndexOf(int number) {
    list();
    for (int i = count - 1; i >= 0; i--) {
      if (number(i) == number) {
        return i;
      }
    }
    return count - 1;
  }

  private void list() {
    if (listed) {
      return;
    }
    listed = true;
    byte[] source = this.source;
    int to = this.to;
    int[] fields = this.fields;
    int entry = 0;
    int at = from;
    for (; at < to; entry += STRIDE) {
      if (entry + STRIDE > fields.length) {
        fields = grow();
      }
      int value = at + 1;
      int tag = source[at];
      if (tag < 0 && value < to) {
        tag = (tag & 0x7F) | source[value++] << 7;
      }
      int end = UNUSUAL;
      if (tag > 7 && value < to) {
        switch (tag & 7) {
          case FieldCursor.VARINT -> end = source[value] >= 0 ? value + 1 : UNUSUAL;
          case FieldCursor.FIXED64 -> end = value + 8;
          case FieldCursor.FIXED32 -> end = value + 4;
          case FieldCursor.BYTES -> {
            int length = source[value++];
            end = length >= 0 ? value + length : UNUSUAL;
          }
          default -> {}
        }
      }
      if (end > to) {
        at = listAnyhow(at, entry);
        continue;
      }
      fields[entry + START] = at;
      fields[entry + VALUE] = value;
      fields[entry + END] = end;
      fields[entry + NUMBER] = tag >>> 3;
      fields[entry + KEY_LENGTH] = UNKNOWN;
      at = end;
    }
    count = entry / STRIDE;
  }

  /// Enters a field with a tag of more than two bytes or a length of more than one, or refuses it.
  private int listAnyhow(int at, int entry) {
    cursor.wrap(source, at, to - at).next();
    fields[entry + START] = at;
    fields[entry + VALUE] = cursor.valueOffset();
    fields[entry + END] = cursor.endOffset();
    fields[entry + NUMBER] = cursor.number();
    fields[entry + KEY_LENGTH] = UNKNOWN;
    return cursor.endOffset();
  }

  private int[] grow() {
    fields = Arrays.copyOf(fields, fields.length * 2);
    return fields;
  }

  /// Enters the field written to `made` from `start` to its end.
  private void put(int at, int number, int start) {
    byte[] buffer = made.buffer();
    int end = made.size();
    int value = Wire.skipVarint(buffer, start, end);
    boolean hasLength = (buffer[start] & 7) == FieldCursor.BYTES;
    fields[at + START] = start;
    fields[at + VALUE] = hasLength ? Wire.skipVarint(buffer, value, end) : value;
    fields[at + END] = end;
    fields[at + NUMBER] = number | MADE;
    fields[at + KEY_LENGTH] = UNKNOWN;
    length += made.size() - start;
  }

  private boolean isSame(int index, int start) {
    int at = index * STRIDE;
    return Arrays.equals(
        bufferOf(index), fields[at + START], fields[at + END], made.buffer(), start, made.size());
  }

  private boolean isMade(int index) {
    return (fields[index * STRIDE + NUMBER] & MADE) != 0;
  }
}
