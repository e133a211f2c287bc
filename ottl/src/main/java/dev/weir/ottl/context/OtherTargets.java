package dev.weir.ottl.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Messages;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths to lists of numbers, to nested messages, and to what a field only implies.
final class OtherTargets {
  private static final long METRIC_DATA = 1L << 5 | 1L << 7 | 1L << 9 | 1L << 10 | 1L << 11;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;

  private OtherTargets() {}

  /// Reads a value of an item.
  @FunctionalInterface
  interface Reader {
    @Nullable Object read(Item item, Frame frame);
  }

  /// Writes a value to an item.
  @FunctionalInterface
  interface Writer {
    void write(Item item, @Nullable Object value, Frame frame);
  }

  /// A path that is read and written by two functions.
  static final class Custom extends ItemTarget {
    private final Reader reader;
    private final Writer writer;

    Custom(int depth, Type type, Reader reader, Writer writer) {
      super(depth, type);
      this.reader = reader;
      this.writer = writer;
    }

    @Override
    public @Nullable Object get(Frame frame) {
      return reader.read(item(frame), frame);
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(reader.read(item(frame), frame));
    }

    @Override
    public void set(Frame frame, @Nullable Object value) {
      writer.write(item(frame), value, frame);
    }

    @Override
    public void store(Frame frame, Cell value) {
      set(frame, value.get());
    }
  }

  /// A path that cannot be written.
  static ItemTarget readOnly(int depth, Type type, String path, Reader reader) {
    return new Custom(
        depth,
        type,
        reader,
        (item, value, frame) -> {
          throw new EvaluationException(path + " can only be read");
        });
  }

  /// Messages in a field, as a whole.
  static ItemTarget messages(int depth, Field field, String type, boolean repeated) {
    return new Custom(
        depth,
        Type.MESSAGES,
        (item, frame) -> {
          int number = field.in(item);
          return number == 0 ? null : occurrences(item.read(number), number, type, repeated);
        },
        (item, value, frame) -> {
          int number = field.toWrite(item);
          if (item.isParent()) {
            throw new EvaluationException(
                type + " cannot be set while they are walked (expected: a statement of the span)");
          }
          write(item.edit(number), number, messages(value, type));
        });
  }

  /// A number in a nested message.
  static ItemTarget nestedInt(int depth, int number, Shape shape, int inner, boolean zigzag) {
    return new Custom(
        depth,
        Type.INT,
        (item, frame) -> {
          ItemView view = item.child(number, shape);
          return zigzag ? view.readZigzag(inner) : (Object) (long) (int) view.readVarint(inner);
        },
        (item, value, frame) -> {
          int written = (int) intOf(value);
          long encoded = zigzag ? ((written << 1) ^ (written >> 31)) & 0xFFFF_FFFFL : written;
          item.edit(number).message(number, edit -> edit.varint(inner, encoded));
        });
  }

  /// A string in a nested message.
  static ItemTarget nestedText(int depth, int number, Shape shape, int inner) {
    return new Custom(
        depth,
        Type.STRING,
        (item, frame) -> item.child(number, shape).readBytes(inner).toString(),
        (item, value, frame) -> {
          byte[] utf8 = utf8(value);
          item.edit(number).message(number, edit -> edit.bytes(inner, utf8));
        });
  }

  /// Counts of buckets, of which points of one type have a field.
  static ItemTarget counts(int depth, Field field) {
    return new Custom(
        depth,
        Type.INTS,
        (item, frame) -> {
          int number = field.in(item);
          return number == 0 ? null : item.read(number).readLongs(number, true);
        },
        (item, value, frame) -> {
          int number = field.toWrite(item);
          byte[] packed = packedFixed(longs(value));
          item.edit(number).bytes(number, packed);
        });
  }

  /// Bounds of buckets.
  static ItemTarget bounds(int depth, Field field) {
    return new Custom(
        depth,
        Type.DOUBLES,
        (item, frame) -> {
          int number = field.in(item);
          return number == 0 ? null : item.read(number).readDoubles(number);
        },
        (item, value, frame) -> {
          int number = field.toWrite(item);
          item.edit(number).bytes(number, packedFixed(doubleBits(value)));
        });
  }

  /// Counts in the buckets of an exponential histogram.
  static ItemTarget nestedCounts(int depth, Field field) {
    return new Custom(
        depth,
        Type.INTS,
        (item, frame) -> {
          int number = field.in(item);
          return number == 0 ? null : item.child(number, Shape.BUCKETS).readLongs(2, false);
        },
        (item, value, frame) -> {
          int number = field.toWrite(item);
          ProtoWriter packed = new ProtoWriter();
          for (long count : longs(value)) {
            packed.varint(count);
          }
          item.edit(number).message(number, edit -> edit.bytes(2, packed.toByteArray()));
        });
  }

  /// The offset of the buckets of an exponential histogram.
  static ItemTarget nestedOffset(int depth, Field field) {
    return new Custom(
        depth,
        Type.INT,
        (item, frame) -> {
          int number = field.in(item);
          return number == 0 ? null : item.child(number, Shape.BUCKETS).readZigzag(1);
        },
        (item, value, frame) -> {
          int number = field.toWrite(item);
          int offset = (int) intOf(value);
          long encoded = ((offset << 1) ^ (offset >> 31)) & 0xFFFF_FFFFL;
          item.edit(number).message(number, edit -> edit.varint(1, encoded));
        });
  }

  /// The type of a metric, by the number of the enum.
  static ItemTarget metricType(int depth) {
    return new Custom(
        depth,
        Type.INT,
        (item, frame) ->
            (Object)
                switch (data(item)) {
                  case NONE -> 0L;
                  case GAUGE -> 1L;
                  case SUM -> 2L;
                  case HISTOGRAM -> 3L;
                  case EXPONENTIAL_HISTOGRAM -> 4L;
                  case SUMMARY -> 5L;
                },
        (item, value, frame) -> {
          // as documented: the type cannot be changed by setting it
        });
  }

  static ItemTarget temporality(int depth) {
    return new Custom(
        depth,
        Type.INT,
        (item, frame) -> {
          int field = dataField(item);
          boolean has = field == SUM || field == HISTOGRAM || field == EXPONENTIAL_HISTOGRAM;
          return has
              ? (Object) (long) (int) item.child(field, Shape.METRIC_DATA).readVarint(TEMPORALITY)
              : null;
        },
        (item, value, frame) -> {
          long temporality = intOf(value);
          int field = dataField(item);
          if (field == SUM || field == HISTOGRAM || field == EXPONENTIAL_HISTOGRAM) {
            item.edit(field).message(field, edit -> edit.varint(TEMPORALITY, temporality));
          }
        });
  }

  static ItemTarget isMonotonic(int depth) {
    return new Custom(
        depth,
        Type.BOOL,
        (item, frame) ->
            dataField(item) == SUM
                ? (Object) (item.child(SUM, Shape.METRIC_DATA).readVarint(MONOTONIC) != 0)
                : null,
        (item, value, frame) -> {
          if (!(value instanceof Boolean isMonotonic)) {
            throw ItemTarget.refused("bool", value);
          }
          if (dataField(item) == SUM) {
            item.edit(SUM).message(SUM, edit -> edit.varint(MONOTONIC, isMonotonic ? 1 : 0));
          }
        });
  }

  static ItemTarget dataPoints(int depth) {
    return new Custom(
        depth,
        Type.MESSAGES,
        (item, frame) -> {
          if (item.isParent()) {
            ItemView data = new ItemView(Shape.METRIC_DATA);
            int field = item.view().lastField(METRIC_DATA);
            return field == 0
                ? null
                : occurrences(item.view().readMessage(field, data), 1, "data points", true);
          }
          int field = dataField(item);
          return field == 0
              ? null
              : occurrences(item.child(field, Shape.METRIC_DATA), 1, "data points", true);
        },
        (item, value, frame) -> {
          if (item.isParent()) {
            throw new EvaluationException(
                "data points cannot be set while they are walked (expected: a statement of the"
                    + " metric)");
          }
          int field = dataField(item);
          List<ByteRange> points = messages(value, "data points");
          if (field != 0) {
            item.edit(field).message(field, edit -> write(edit, 1, points));
          }
        });
  }

  /// The kind of a metric's data, as it is by now.
  static MetricView.Data data(Item item) {
    return MetricView.Data.ofField(dataField(item));
  }

  private static int dataField(Item item) {
    for (int number : new int[] {5, 7, 9, 10, 11}) {
      int last = item.read(number).lastField(METRIC_DATA);
      if (last == number) {
        return number;
      }
    }
    return 0;
  }

  static long intOf(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw ItemTarget.refused("int", value);
  }

  static byte[] utf8(@Nullable Object value) {
    if (value instanceof String text) {
      return text.getBytes(UTF_8);
    }
    throw ItemTarget.refused("string", value);
  }

  private static Messages occurrences(ItemView view, int number, String type, boolean repeated) {
    List<ByteRange> found = new ArrayList<>();
    FieldCursor fields = new FieldCursor().wrap(view.buffer(), view.offset(), view.length());
    while (fields.next()) {
      if (fields.number() == number && fields.wireType() == FieldCursor.BYTES) {
        byte[] copy = new byte[fields.valueLength()];
        System.arraycopy(view.buffer(), fields.valueOffset(), copy, 0, copy.length);
        found.add(ByteRange.of(copy));
      }
    }
    return new Messages(type, List.copyOf(found), repeated);
  }

  private static List<ByteRange> messages(@Nullable Object value, String type) {
    if (value instanceof Messages messages && messages.type().equals(type)) {
      return messages.messages();
    }
    throw ItemTarget.refused(type, value);
  }

  private static void write(MessageEdit edit, int number, List<ByteRange> messages) {
    edit.remove(number);
    for (ByteRange message : messages) {
      edit.add(number, message.buffer(), message.offset(), message.length());
    }
  }

  private static long[] longs(@Nullable Object value) {
    if (value instanceof long[] numbers) {
      return numbers;
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(OtherTargets::intOf).toArray();
    }
    throw ItemTarget.refused("list of ints", value);
  }

  private static long[] doubleBits(@Nullable Object value) {
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .mapToLong(element -> {
            if (element instanceof Double number) {
              return Double.doubleToRawLongBits(number);
            }
            throw ItemTarget.refused("double", element);
          })
          .toArray();
    }
    throw ItemTarget.refused("list of doubles", value);
  }

  private static byte[] packedFixed(long[] values) {
    ProtoWriter packed = new ProtoWriter(values.length * Long.BYTES);
    for (long value : values) {
      packed.fixed64Value(value);
    }
    return packed.toByteArray();
  }
}
