package dev.weir.otlp.common;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;
import java.util.Objects;

/// A reusable view of one protobuf message, read in place from the bytes of a larger one. What is
/// said here holds for all views.
///
/// - `wrap` walks the field tags once and remembers where each value lies. A value is decoded when
///   it is asked for. Nothing allocates but what returns a `String` or an array; the views of
///   nested messages are made when they are first asked for and used again ever after.
/// - A view is a cursor, not a value: what it returns is valid until it moves on, and it belongs to
///   one thread. To keep something, copy its bytes.
/// - A view of a repeated message stands before the first one: `while (span.next()) { … }`. Asking
///   the parent again starts over.
/// - The bytes have passed the scan. Damaged ones give wrong values or a [MalformedOtlpException],
///   never a read outside the message.
/// - Missing fields and fields of another wire type read as their default, the last of several
///   occurrences counts, nested messages that occur twice are merged, unknown fields are ignored.
///   `uint32` values are returned as `long`, flags as the `int` of their bits, `uint64` counts as a
///   `long` to be taken as unsigned.
public abstract class MessageView {
  private static final byte[] EMPTY = {};
  private static final int UNUSUAL = Integer.MAX_VALUE;

  private final byte[] byTag;

  /// Where the value of field `n` begins (`2n`) and ends (`2n + 1`), if bit `n` of `present` is
  /// set. Of a repeated field: where the first occurrence begins, tag included, and the last ends.
  private final int[] slots;

  private final Occurrences siblings = new Occurrences();

  private byte[] buffer = EMPTY;
  private int offset;
  private int length;
  private long present;
  private long again;

  protected MessageView(Fields fields) {
    byTag = fields.byTag();
    slots = new int[byTag.length / 4];
  }

  /// Points this view at the message held by `length` bytes from `offset`.
  ///
  /// @throws MalformedOtlpException if the bytes are not a protobuf message
  public MessageView wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    index();
    return this;
  }

  /// Points this view at the message held by `range`.
  public MessageView wrap(ByteRange range) {
    return wrap(range.buffer(), range.offset(), range.length());
  }

  /// Moves to the next of the repeated messages that the parent lent this view for, or returns
  /// false behind the last.
  public final boolean next() {
    if (!siblings.next()) {
      return false;
    }
    buffer = siblings.buffer();
    offset = siblings.valueOffset();
    length = siblings.valueLength();
    index();
    return true;
  }

  public final byte[] buffer() {
    return buffer;
  }

  /// Where the message begins in the buffer, without tag and length.
  public final int offset() {
    return offset;
  }

  public final int length() {
    return length;
  }

  /// A copy of the message's bytes.
  public final byte[] toByteArray() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }

  protected final boolean has(int number) {
    return (present >> number & 1) != 0;
  }

  protected final long varint(int number) {
    return has(number) ? FieldCursor.varintAt(buffer, slots[number << 1]) : 0;
  }

  protected final long uint32(int number) {
    return varint(number) & 0xFFFF_FFFFL;
  }

  protected final long zigzag(int number) {
    long value = varint(number);
    return (value >>> 1) ^ -(value & 1);
  }

  protected final long fixed64(int number) {
    return has(number) ? FieldCursor.fixed64At(buffer, slots[number << 1]) : 0;
  }

  protected final double float64(int number) {
    return Double.longBitsToDouble(fixed64(number));
  }

  protected final int fixed32(int number) {
    if (!has(number)) {
      return 0;
    }
    int at = slots[number << 1];
    return (buffer[at] & 0xFF)
        | (buffer[at + 1] & 0xFF) << 8
        | (buffer[at + 2] & 0xFF) << 16
        | buffer[at + 3] << 24;
  }

  protected final BytesView bytes(int number, BytesView into) {
    if (!has(number)) {
      return into.wrap(EMPTY, 0, 0);
    }
    int from = slots[number << 1];
    return into.wrap(buffer, from, slots[number << 1 | 1] - from);
  }

  /// Points `child` at a message that occurs once; at an empty one if it is missing.
  protected final <V extends MessageView> V message(int number, V child) {
    if (!has(number)) {
      child.wrap(EMPTY, 0, 0);
    } else if ((again >> number & 1) == 0) {
      int from = slots[number << 1];
      child.wrap(buffer, from, slots[number << 1 | 1] - from);
    } else {
      byte[] merged = merged(number, 0);
      child.wrap(merged, 0, merged.length);
    }
    return child;
  }

  /// Puts `child` before the first of the messages in a repeated field.
  protected final <V extends MessageView> V repeated(int number, V child) {
    overOccurrences(number, ((MessageView) child).siblings);
    ((MessageView) child).standBefore();
    return child;
  }

  protected final AttributesView attributes(int number, AttributesView into) {
    return has(number)
        ? into.over(buffer, slots[number << 1], slots[number << 1 | 1], number)
        : into.over(EMPTY, 0, 0, number);
  }

  protected final RepeatedNumberView numbers(int number, RepeatedNumberView into) {
    return has(number)
        ? into.over(buffer, slots[number << 1], slots[number << 1 | 1], number)
        : into.over(EMPTY, 0, 0, number);
  }

  protected final RepeatedBytesView strings(int number, RepeatedBytesView into) {
    overOccurrences(number, into.occurrences());
    return into;
  }

  protected final AnyValueView anyValue(int number, AnyValueView into) {
    if (!has(number)) {
      return into.wrap(EMPTY, 0, 0);
    }
    if ((again >> number & 1) == 0) {
      int from = slots[number << 1];
      return into.wrap(buffer, from, slots[number << 1 | 1] - from);
    }
    byte[] merged = merged(number, 0);
    return into.wrap(merged, 0, merged.length);
  }

  /// Points `child` at a message that is one of several alternatives (`oneof`), given as bits by
  /// field number; at an empty one if another alternative is set.
  protected final <V extends MessageView> V alternative(int number, long alternatives, V child) {
    if (lastOf(alternatives) != number) {
      child.wrap(EMPTY, 0, 0);
    } else if ((again >> number & 1) == 0) {
      message(number, child);
    } else {
      byte[] merged = merged(number, alternatives & ~(1L << number));
      child.wrap(merged, 0, merged.length);
    }
    return child;
  }

  /// The number of the alternative that comes last in the bytes and therefore counts, or 0.
  protected final int lastOf(long alternatives) {
    int last = 0;
    int lastEnd = -1;
    for (long rest = present & alternatives; rest != 0; rest &= rest - 1) {
      int number = Long.numberOfTrailingZeros(rest);
      if (slots[number << 1 | 1] > lastEnd) {
        lastEnd = slots[number << 1 | 1];
        last = number;
      }
    }
    return last;
  }

  private void overOccurrences(int number, Occurrences occurrences) {
    if (has(number)) {
      occurrences.over(buffer, slots[number << 1], slots[number << 1 | 1], number);
    } else {
      occurrences.over(EMPTY, 0, 0, number);
    }
  }

  private void standBefore() {
    buffer = EMPTY;
    offset = 0;
    length = 0;
    present = 0;
    again = 0;
  }

  /// Finds the fields. What a usual encoder writes, tags of one or two bytes and lengths of one, is
  /// read here; everything else by [#indexAnyhow], which is also where damage is found.
  private void index() {
    byte[] buffer = this.buffer;
    byte[] byTag = this.byTag;
    int[] slots = this.slots;
    present = 0;
    again = 0;
    long present = 0;
    int at = offset;
    int limit = offset + length;
    while (at < limit - 1) {
      int tag = buffer[at];
      int value = at + 1;
      if (tag < 0) {
        tag = (tag & 0x7F) | buffer[value++] << 7;
        tag = tag >= 128 && tag < byTag.length && value < limit ? tag : 0;
      }
      int number = tag >>> 3;
      boolean isFirst = (present >> number & 1) == 0;
      int end = UNUSUAL;
      switch (byTag[tag]) {
        case Fields.VARINT -> end = buffer[value] >= 0 ? value + 1 : UNUSUAL;
        case Fields.FIXED64 -> end = value + 8;
        case Fields.FIXED32 -> end = value + 4;
        case Fields.BYTES -> {
          int length = buffer[value++];
          end = length >= 0 ? value + length : UNUSUAL;
        }
        case Fields.MESSAGE -> {
          int length = buffer[value++];
          end = length >= 0 && isFirst ? value + length : UNUSUAL;
        }
        case Fields.REPEATED -> {
          end = endOfRun(buffer, at, limit);
          value = isFirst ? at : slots[number << 1];
        }
        default -> {}
      }
      if (end > limit) {
        this.present = present;
        at = indexAnyhow(at, limit);
        present = this.present;
        continue;
      }
      slots[number << 1] = value;
      slots[number << 1 | 1] = end;
      present |= 1L << number;
      at = end;
    }
    this.present = present;
    if (at < limit) {
      indexAnyhow(at, limit);
    }
  }

  /// Enters the field at `at`, whatever it is, and returns where it ends.
  private int indexAnyhow(int at, int limit) {
    int end = Wire.skipField(buffer, at, limit);
    long tag = FieldCursor.varintAt(buffer, at);
    int shape = tag >= 0 && tag < byTag.length ? byTag[(int) tag] : Fields.OTHER;
    if (shape == Fields.OTHER) {
      return end;
    }
    int number = (int) tag >>> 3;
    long bit = 1L << number;
    int value = Wire.skipVarint(buffer, at, limit);
    if (shape == Fields.REPEATED || shape == Fields.NUMBERS) {
      value = (present & bit) == 0 ? at : slots[number << 1];
    } else if (shape == Fields.BYTES || shape == Fields.MESSAGE) {
      value = Wire.skipVarint(buffer, value, limit);
      again |= present & bit;
    }
    slots[number << 1] = value;
    slots[number << 1 | 1] = end;
    present |= bit;
    return end;
  }

  /// Where the length-delimited fields with the same tag end that follow each other from `start`,
  /// as long as their lengths take one or two bytes. `UNUSUAL` if the first is no such field.
  private static int endOfRun(byte[] buffer, int start, int limit) {
    int tag = buffer[start];
    int at = start;
    while (at < limit - 2 && buffer[at] == tag) {
      int length = buffer[at + 1];
      int value = at + 2;
      if (length < 0) {
        length = (length & 0x7F) | buffer[value++] << 7;
      }
      if (length < 0 || length > limit - value) {
        break;
      }
      at = value + length;
    }
    return at == start ? UNUSUAL : at;
  }

  /// The occurrences of a message one after the other, which is how protobuf merges them; only
  /// those behind the last field of `others`.
  private byte[] merged(int number, long others) {
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    ProtoWriter merged = new ProtoWriter();
    while (fields.next()) {
      if (fields.wireType() != FieldCursor.BYTES) {
        continue;
      }
      if (fields.number() == number) {
        merged.raw(buffer, fields.valueOffset(), fields.valueLength());
      } else if (fields.number() < Long.SIZE && (others >> fields.number() & 1) != 0) {
        merged.reset();
      }
    }
    return merged.toByteArray();
  }
}
