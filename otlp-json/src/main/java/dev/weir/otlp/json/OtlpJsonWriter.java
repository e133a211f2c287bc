package dev.weir.otlp.json;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes the protobuf bytes of an `Export…ServiceRequest` as OTLP/JSON, in one line without white
/// space, as the Collector does: the same order of fields, defaults left out, ids in hexadecimal,
/// 64-bit integers as strings, enums as numbers, names in lower camel case.
///
/// The bytes must have passed the scan. Fields that JSON does not know are left out.
public final class OtlpJsonWriter {
  private static final byte[] EMPTY_MESSAGE = {'{', '}'};

  private final JsonOutput out;

  /// One for each message that is open.
  private final List<FieldCursor> cursors = new ArrayList<>();

  /// Where the fields of the open messages lie, for each slot of their types: the tag of the first
  /// and of the last occurrence, and the last value.
  private int[] firstTags = new int[256];

  private int[] lastTags = new int[256];
  private int[] valueOffsets = new int[256];
  private int[] valueLengths = new int[256];
  private int used;

  private OtlpJsonWriter(OutputStream out) {
    this.out = new JsonOutput(out);
  }

  /// Writes a request to `out`, which is neither flushed nor closed.
  public static void write(Signal signal, ByteRange request, OutputStream out) throws IOException {
    write(signal, request.buffer(), request.offset(), request.length(), out);
  }

  /// Writes the request held by `length` bytes from `offset` to `out`, which is neither flushed nor
  /// closed.
  public static void write(Signal signal, byte[] buffer, int offset, int length, OutputStream out)
      throws IOException {
    OtlpJsonWriter writer = new OtlpJsonWriter(out);
    writer.message(OtlpSchema.request(signal), buffer, offset, length, 0);
    writer.out.flush();
  }

  private void message(MessageType type, byte[] buffer, int offset, int length, int depth)
      throws IOException {
    int base = reserve(type.fields.length);
    FieldCursor cursor = cursor(depth);
    long present = locate(type, cursor.wrap(buffer, offset, length), base);
    int end = offset + length;
    out.write('{');
    int comma = 1;
    for (long rest = present | type.always; rest != 0; rest &= rest - 1) {
      int slot = Long.numberOfTrailingZeros(rest);
      Field field = type.fields[slot];
      int at = base + slot;
      boolean absent = (present >>> slot & 1) == 0;
      if (!absent && isOmitted(field, buffer, valueOffsets[at], valueLengths[at])) {
        continue;
      }
      out.write(field.key, comma, field.key.length - comma);
      comma = 0;
      int first = firstTags[at];
      if (absent) {
        out.write(EMPTY_MESSAGE);
      } else if (field.repeated) {
        list(field, buffer, cursor.wrap(buffer, first, end - first), lastTags[at], depth);
      } else if (field.type == FieldType.MESSAGE && first != lastTags[at]) {
        merged(field, buffer, cursor.wrap(buffer, first, end - first), depth);
      } else {
        value(field, buffer, valueOffsets[at], valueLengths[at], depth);
      }
    }
    out.write('}');
    used = base;
  }

  private int reserve(int slots) {
    int base = used;
    used += slots;
    if (used > firstTags.length) {
      int length = used * 2;
      firstTags = Arrays.copyOf(firstTags, length);
      lastTags = Arrays.copyOf(lastTags, length);
      valueOffsets = Arrays.copyOf(valueOffsets, length);
      valueLengths = Arrays.copyOf(valueLengths, length);
    }
    return base;
  }

  private FieldCursor cursor(int depth) {
    if (depth == cursors.size()) {
      cursors.add(new FieldCursor());
    }
    return cursors.get(depth);
  }

  /// Notes where the fields lie, and returns the bits of the slots that are there. Of those that
  /// exclude one another, the last one is.
  private long locate(MessageType type, FieldCursor cursor, int base) {
    long present = 0;
    while (cursor.next()) {
      int slot = type.slot(cursor.number());
      if (slot < 0) {
        continue;
      }
      long bit = 1L << slot;
      int at = base + slot;
      if ((present & bit) == 0) {
        firstTags[at] = cursor.startOffset();
      }
      lastTags[at] = cursor.startOffset();
      valueOffsets[at] = cursor.valueOffset();
      valueLengths[at] = cursor.valueLength();
      present = ((bit & type.oneofs) != 0 ? present & ~type.oneofs : present) | bit;
    }
    return present;
  }

  /// Whether a field that is there is not written, since it holds its default.
  private static boolean isOmitted(Field field, byte[] buffer, int offset, int length) {
    if (field.optional || field.repeated) {
      return false;
    }
    return switch (field.type) {
      case MESSAGE -> false;
      case STRING, BYTES -> length == 0;
      case ID -> isZero(buffer, offset, length);
      case DOUBLE -> Double.longBitsToDouble(FieldCursor.fixed64At(buffer, offset)) == 0;
      default -> numberAt(field.type, buffer, offset) == 0;
    };
  }

  private static boolean isZero(byte[] buffer, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      if (buffer[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private void list(Field field, byte[] buffer, FieldCursor cursor, int lastStart, int depth)
      throws IOException {
    out.write('[');
    boolean comma = false;
    while (cursor.next() && cursor.startOffset() <= lastStart) {
      if (cursor.number() != field.number) {
        continue;
      }
      if (comma) {
        out.write(',');
      }
      comma = true;
      if (field.type.isPackable() && cursor.wireType() == FieldCursor.BYTES) {
        packed(field, buffer, cursor.valueOffset(), cursor.endOffset());
      } else {
        value(field, buffer, cursor.valueOffset(), cursor.valueLength(), depth);
      }
    }
    out.write(']');
  }

  private void packed(Field field, byte[] buffer, int from, int end) throws IOException {
    for (int at = from; at < end; ) {
      if (at != from) {
        out.write(',');
      }
      scalar(field.type, numberAt(field.type, buffer, at));
      if (field.type.wireType() == FieldCursor.FIXED64) {
        at += Long.BYTES;
      } else {
        while (buffer[at++] < 0) {}
      }
    }
  }

  /// A message that comes in several pieces is their concatenation.
  private void merged(Field field, byte[] buffer, FieldCursor cursor, int depth)
      throws IOException {
    ProtoWriter pieces = new ProtoWriter();
    while (cursor.next()) {
      if (cursor.number() == field.number) {
        pieces.raw(buffer, cursor.valueOffset(), cursor.valueLength());
      }
    }
    message(field.message(), pieces.buffer(), 0, pieces.size(), depth + 1);
  }

  private void value(Field field, byte[] buffer, int offset, int length, int depth)
      throws IOException {
    switch (field.type) {
      case MESSAGE -> message(field.message(), buffer, offset, length, depth + 1);
      case STRING -> out.string(buffer, offset, length);
      case BYTES -> out.base64(buffer, offset, length);
      case ID -> out.hex(buffer, offset, length);
      default -> scalar(field.type, numberAt(field.type, buffer, offset));
    }
  }

  private static long numberAt(FieldType type, byte[] buffer, int at) {
    return switch (type.wireType()) {
      case FieldCursor.FIXED64 -> FieldCursor.fixed64At(buffer, at);
      case FieldCursor.FIXED32 ->
          (buffer[at] & 0xFFL)
              | ((buffer[at + 1] & 0xFFL) << 8)
              | ((buffer[at + 2] & 0xFFL) << 16)
              | ((buffer[at + 3] & 0xFFL) << 24);
      default -> FieldCursor.varintAt(buffer, at);
    };
  }

  private void scalar(FieldType type, long bits) throws IOException {
    switch (type) {
      case BOOL -> out.bool(bits != 0);
      case DOUBLE -> out.decimal(Double.longBitsToDouble(bits));
      case ENUM, INT32 -> {
        int value = (int) bits;
        out.signed(value);
      }
      case SINT32 -> {
        int zigzag = (int) bits;
        out.signed((zigzag >>> 1) ^ -(zigzag & 1));
      }
      case UINT32, FIXED32 -> out.unsigned(bits & 0xFFFFFFFFL);
      case INT64, SFIXED64 -> {
        out.write('"');
        out.signed(bits);
        out.write('"');
      }
      case UINT64, FIXED64 -> {
        out.write('"');
        out.unsigned(bits);
        out.write('"');
      }
      default -> throw new IllegalStateException(type.name());
    }
  }
}
