package dev.weir.collector.helper.values;

import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.wire.ProtoWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value that a user wrote, as the bytes of an OTLP `AnyValue`. Immutable.
///
/// | configuration      | OTLP                         |
/// |--------------------|------------------------------|
/// | string             | string                       |
/// | true, false        | bool                         |
/// | whole number       | int                          |
/// | number             | double                       |
/// | list               | array                        |
/// | map                | key-value list               |
/// | bytes              | bytes                        |
/// | null, inside others| an empty value               |
public final class ConfiguredValue implements EncodedValue {
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int MAP = 6;
  private static final int BYTES = 7;
  private static final int ELEMENTS = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final byte[] bytes;

  private ConfiguredValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What a configuration gave.
  ///
  /// @throws IllegalArgumentException when OTLP has no such value, with what it is
  public static ConfiguredValue of(@Nullable Object value) {
    ProtoWriter writer = new ProtoWriter(64);
    write(value, writer);
    return new ConfiguredValue(writer.toByteArray());
  }

  @Override
  public byte[] buffer() {
    return bytes;
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int length() {
    return bytes.length;
  }

  private static void write(@Nullable Object value, ProtoWriter writer) {
    switch (value) {
      case null -> {}
      case String text -> writer.string(STRING, text);
      case Boolean bool -> writer.bool(BOOL, bool);
      case Integer number -> writer.uint64(INT, number);
      case Long number -> writer.uint64(INT, number);
      case BigInteger number when number.bitLength() <= 64 ->
          writer.uint64(INT, number.longValue());
      case Float number -> writer.float64(DOUBLE, number);
      case Double number -> writer.float64(DOUBLE, number);
      case byte[] raw -> writer.bytes(BYTES, raw);
      case List<?> list -> writeList(list, writer);
      case Map<?, ?> map -> writeMap(map, writer);
      default ->
          throw new IllegalArgumentException(
              value
                  + " (expected: a string, number, boolean, list or map, not "
                  + value.getClass().getSimpleName()
                  + ")");
    }
  }

  private static void writeList(List<?> list, ProtoWriter writer) {
    int mark = writer.beginMessage(ARRAY);
    for (Object element : list) {
      int elementMark = writer.beginMessage(ELEMENTS);
      write(element, writer);
      writer.endMessage(elementMark);
    }
    writer.endMessage(mark);
  }

  private static void writeMap(Map<?, ?> map, ProtoWriter writer) {
    int mark = writer.beginMessage(MAP);
    for (var entry : map.entrySet()) {
      int entryMark = writer.beginMessage(ELEMENTS);
      writer.string(KEY, String.valueOf(entry.getKey()));
      int valueMark = writer.beginMessage(VALUE);
      write(entry.getValue(), writer);
      writer.endMessage(valueMark);
      writer.endMessage(entryMark);
    }
    writer.endMessage(mark);
  }
}
