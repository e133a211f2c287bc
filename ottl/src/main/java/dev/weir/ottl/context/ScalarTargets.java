package dev.weir.ottl.context;

import dev.weir.otlp.common.BytesView;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;

/// Paths to fields that hold one value.
final class ScalarTargets {
  private static final long NANOS = 1_000_000_000L;

  private ScalarTargets() {}

  /// A string, or bytes.
  static final class Text extends ItemTarget {
    private final int number;
    private final Cell.Kind kind;

    Text(int depth, int number, Cell.Kind kind) {
      super(depth, kind == Cell.Kind.STRING ? Type.STRING : Type.BYTES);
      this.number = number;
      this.kind = kind;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      BytesView value = item(frame).read(number).readBytes(number);
      if (kind == Cell.Kind.STRING) {
        cell.string(value);
      } else {
        cell.bytes(value.buffer(), value.offset(), value.length());
      }
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (value.kind() != kind) {
        throw refused(kind == Cell.Kind.STRING ? "string" : "bytes", value);
      }
      item(frame).edit(number).bytes(number, value.buffer(), value.offset(), value.length());
    }
  }

  /// How a number is written.
  enum Wire {
    INT32,
    UINT32,
    INT64,
    ZIGZAG,
    FIXED32,
    FIXED64
  }

  /// An integer.
  static final class Int extends ItemTarget {
    private final Field field;
    private final Wire wire;

    Int(int depth, Field field, Wire wire) {
      super(depth, Type.INT);
      this.field = field;
      this.wire = wire;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      Item item = item(frame);
      int number = field.in(item);
      if (number == 0) {
        cell.nil();
        return;
      }
      ItemView view = item.read(number);
      cell.integer(
          switch (wire) {
            case INT32 -> (int) view.readVarint(number);
            case UINT32 -> view.readVarint(number) & 0xFFFF_FFFFL;
            case INT64 -> view.readVarint(number);
            case ZIGZAG -> view.readZigzag(number);
            case FIXED32 -> view.readFixed32(number) & 0xFFFF_FFFFL;
            case FIXED64 -> view.readFixed64(number);
          });
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (value.kind() != Cell.Kind.INT) {
        throw refused("int", value);
      }
      Item item = item(frame);
      int number = field.toWrite(item);
      long bits = value.bits();
      switch (wire) {
        case INT32, INT64 -> item.edit(number).varint(number, bits);
        case UINT32 -> item.edit(number).varint(number, bits & 0xFFFF_FFFFL);
        case ZIGZAG -> {
          int narrow = (int) bits;
          item.edit(number).varint(number, ((narrow << 1) ^ (narrow >> 31)) & 0xFFFF_FFFFL);
        }
        case FIXED32 -> item.edit(number).fixed32(number, (int) bits);
        case FIXED64 -> item.edit(number).fixed64(number, bits);
      }
    }
  }

  /// A double.
  static final class Real extends ItemTarget {
    private final Field field;

    Real(int depth, Field field) {
      super(depth, Type.DOUBLE);
      this.field = field;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      Item item = item(frame);
      int number = field.in(item);
      if (number == 0) {
        cell.nil();
      } else {
        cell.real(Double.longBitsToDouble(item.read(number).readFixed64(number)));
      }
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (value.kind() != Cell.Kind.DOUBLE) {
        throw refused("double", value);
      }
      Item item = item(frame);
      int number = field.toWrite(item);
      item.edit(number).fixed64(number, value.bits());
    }
  }

  /// Nanoseconds since 1970 as a time.
  static final class Time extends ItemTarget {
    private final int number;

    Time(int depth, int number) {
      super(depth, Type.TIME);
      this.number = number;
    }

    @Override
    public ZonedDateTime get(Frame frame) {
      long nanos = item(frame).read(number).readFixed64(number);
      return Instant.ofEpochSecond(
              Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS))
          .atZone(ZoneOffset.UTC);
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(get(frame));
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (!(value.object() instanceof ZonedDateTime time) || value.kind() != Cell.Kind.OBJECT) {
        throw refused("time", value);
      }
      item(frame).edit(number).fixed64(number, time.toEpochSecond() * NANOS + time.getNano());
    }
  }

  /// An id.
  static final class Identifier extends ItemTarget {
    private final int number;
    private final Id.Kind kind;

    Identifier(int depth, int number, Id.Kind kind) {
      super(depth, Type.ID);
      this.number = number;
      this.kind = kind;
    }

    @Override
    public Id get(Frame frame) {
      byte[] bytes = item(frame).read(number).readBytes(number).toByteArray();
      return new Id(kind, Arrays.copyOf(bytes, kind.length()));
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(get(frame));
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (value.kind() != Cell.Kind.OBJECT
          || !(value.object() instanceof Id id)
          || id.kind() != kind) {
        throw refused("id of a " + kind.name().toLowerCase(java.util.Locale.ROOT), value);
      }
      item(frame).edit(number).bytes(number, id.bytes());
    }
  }

  /// An id as hexadecimal digits.
  static final class IdentifierText extends ItemTarget {
    private final int number;
    private final Id.Kind kind;

    IdentifierText(int depth, int number, Id.Kind kind) {
      super(depth, Type.STRING);
      this.number = number;
      this.kind = kind;
    }

    @Override
    public String get(Frame frame) {
      byte[] bytes = item(frame).read(number).readBytes(number).toByteArray();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, kind.length()));
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(get(frame));
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (!(value.get() instanceof String text)) {
        throw refused("string", value);
      }
      if (text.length() != kind.length() * 2 || !text.chars().allMatch(HexFormat::isHexDigit)) {
        throw new EvaluationException(
            "id \"" + text + "\" (expected: " + kind.length() * 2 + " hexadecimal digits)");
      }
      item(frame).edit(number).bytes(number, HexFormat.of().parseHex(text));
    }
  }
}
