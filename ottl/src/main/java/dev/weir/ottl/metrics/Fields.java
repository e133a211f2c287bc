package dev.weir.ottl.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of one message, in order, to be changed in any way.
final class Fields {
  /// @param bits the value of a field that is no bytes
  /// @param bytes the value of one that is
  private record Field(int number, int wireType, long bits, @Nullable ByteRange bytes) {}

  private final List<Field> fields = new ArrayList<>();

  static Fields of(ByteRange message) {
    Fields fields = new Fields();
    FieldCursor cursor =
        new FieldCursor().wrap(message.buffer(), message.offset(), message.length());
    while (cursor.next()) {
      fields.fields.add(field(cursor));
    }
    return fields;
  }

  boolean has(int number) {
    return fields.stream().anyMatch(field -> field.number == number);
  }

  /// The last varint or fixed value, or 0.
  long bits(int number) {
    long bits = 0;
    for (Field field : fields) {
      bits = field.number == number ? field.bits : bits;
    }
    return bits;
  }

  double real(int number) {
    return Double.longBitsToDouble(bits(number));
  }

  String text(int number) {
    ByteRange last = null;
    for (ByteRange bytes : all(number)) {
      last = bytes;
    }
    return last == null ? "" : new String(last.buffer(), last.offset(), last.length(), UTF_8);
  }

  /// The messages of a field; of one that occurs once as well.
  List<ByteRange> all(int number) {
    List<ByteRange> all = new ArrayList<>();
    for (Field field : fields) {
      if (field.number == number && field.bytes != null) {
        all.add(field.bytes);
      }
    }
    return all;
  }

  /// The nested message of a field, empty if it is missing.
  Fields message(int number) {
    Fields message = new Fields();
    for (ByteRange part : all(number)) {
      message.fields.addAll(of(part).fields);
    }
    return message;
  }

  /// The values of a repeated number that is not packed.
  List<Long> varints(int number) {
    return fields.stream()
        .filter(field -> field.number == number && field.wireType == FieldCursor.VARINT)
        .map(field -> field.bits)
        .toList();
  }

  Fields remove(int number) {
    fields.removeIf(field -> field.number == number);
    return this;
  }

  Fields varint(int number, long value) {
    return remove(number).put(new Field(number, FieldCursor.VARINT, value, null));
  }

  Fields fixed64(int number, long value) {
    return remove(number).put(new Field(number, FieldCursor.FIXED64, value, null));
  }

  Fields real(int number, double value) {
    return fixed64(number, Double.doubleToRawLongBits(value));
  }

  Fields text(int number, String value) {
    return remove(number).add(number, ByteRange.of(value.getBytes(UTF_8)));
  }

  Fields message(int number, Fields value) {
    return remove(number).add(number, value.range());
  }

  /// Adds one more value to a repeated field.
  Fields add(int number, ByteRange value) {
    return put(new Field(number, FieldCursor.BYTES, 0, value));
  }

  /// Takes over all occurrences of a field under another number.
  Fields copy(Fields from, int number, int as) {
    for (Field field : from.fields) {
      if (field.number == number) {
        put(new Field(as, field.wireType, field.bits, field.bytes));
      }
    }
    return this;
  }

  /// The message as bytes.
  ByteRange range() {
    ProtoWriter out = new ProtoWriter();
    for (Field field : fields) {
      switch (field.wireType) {
        case FieldCursor.VARINT -> out.uint64(field.number, field.bits);
        case FieldCursor.FIXED64 -> out.fixed64(field.number, field.bits);
        case FieldCursor.FIXED32 -> out.fixed32(field.number, (int) field.bits);
        default -> {
          if (field.bytes != null) {
            ByteRange bytes = field.bytes;
            out.bytes(field.number, bytes.buffer(), bytes.offset(), bytes.length());
          }
        }
      }
    }
    return ByteRange.of(out.toByteArray());
  }

  private Fields put(Field field) {
    fields.add(field);
    return this;
  }

  private static Field field(FieldCursor cursor) {
    byte[] buffer = cursor.buffer();
    int at = cursor.valueOffset();
    return switch (cursor.wireType()) {
      case FieldCursor.VARINT ->
          new Field(cursor.number(), FieldCursor.VARINT, FieldCursor.varintAt(buffer, at), null);
      case FieldCursor.FIXED64 ->
          new Field(cursor.number(), FieldCursor.FIXED64, FieldCursor.fixed64At(buffer, at), null);
      case FieldCursor.FIXED32 -> {
        long bits = 0;
        for (int i = 3; i >= 0; i--) {
          bits = bits << 8 | (buffer[at + i] & 0xFF);
        }
        yield new Field(cursor.number(), FieldCursor.FIXED32, bits, null);
      }
      default ->
          new Field(
              cursor.number(),
              FieldCursor.BYTES,
              0,
              new ByteRange(buffer, at, cursor.valueLength()));
    };
  }
}
