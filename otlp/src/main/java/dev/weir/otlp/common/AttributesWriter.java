package dev.weir.otlp.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Writes attributes as field `number` of the message that is being written, or the entries of a
/// map. It does not look whether a key was written before.
public final class AttributesWriter {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;

  private final ProtoWriter out;
  private final int number;

  public AttributesWriter(ProtoWriter out, int number) {
    this.out = out;
    this.number = number;
  }

  public AttributesWriter put(String key, String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    begin(key.getBytes(UTF_8), field(utf8.length));
    out.bytes(STRING, utf8);
    return this;
  }

  public AttributesWriter put(String key, boolean value) {
    begin(key.getBytes(UTF_8), 2);
    out.bool(BOOL, value);
    return this;
  }

  public AttributesWriter put(String key, long value) {
    begin(key.getBytes(UTF_8), 1 + ProtoWriter.varintSize(value));
    out.uint64(INT, value);
    return this;
  }

  public AttributesWriter put(String key, double value) {
    begin(key.getBytes(UTF_8), 1 + Double.BYTES);
    out.float64(DOUBLE, value);
    return this;
  }

  public AttributesWriter put(String key, EncodedValue value) {
    return put(key.getBytes(UTF_8), value);
  }

  public AttributesWriter put(byte[] utf8Key, EncodedValue value) {
    return put(utf8Key, 0, utf8Key.length, value);
  }

  /// An attribute whose key is a part of an array.
  public AttributesWriter put(byte[] key, int offset, int length, EncodedValue value) {
    begin(key, offset, length, value.length());
    out.raw(value.buffer(), value.offset(), value.length());
    return this;
  }

  private void begin(byte[] key, int valueLength) {
    begin(key, 0, key.length, valueLength);
  }

  /// Writes everything but the content of the value.
  private void begin(byte[] key, int offset, int length, int valueLength) {
    out.tag(number, FieldCursor.BYTES);
    out.varint(field(length) + field(valueLength));
    out.bytes(KEY, key, offset, length);
    out.tag(VALUE, FieldCursor.BYTES);
    out.varint(valueLength);
  }

  /// The bytes that a string or message of this length takes, with its tag of one byte.
  private static int field(int length) {
    return 1 + ProtoWriter.varintSize(length) + length;
  }
}
