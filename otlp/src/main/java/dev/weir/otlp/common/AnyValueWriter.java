package dev.weir.otlp.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.Consumer;

/// Writes one `AnyValue`. Each method replaces the value that was written before, so one writer
/// serves for many values; [#constant] gives a value that stays.
public final class AnyValueWriter implements EncodedValue {
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int KEY_VALUE_LIST = 6;
  private static final int BYTES = 7;
  private static final int VALUES = 1;

  private final ProtoWriter out = new ProtoWriter(32);

  @Override
  public byte[] buffer() {
    return out.buffer();
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int length() {
    return out.size();
  }

  /// Makes the value one that has nothing set.
  public AnyValueWriter empty() {
    out.reset();
    return this;
  }

  public AnyValueWriter string(String value) {
    return string(value.getBytes(UTF_8));
  }

  public AnyValueWriter string(byte[] utf8) {
    return string(utf8, 0, utf8.length);
  }

  public AnyValueWriter string(byte[] utf8, int offset, int length) {
    out.reset().bytes(STRING, utf8, offset, length);
    return this;
  }

  public AnyValueWriter bool(boolean value) {
    out.reset().bool(BOOL, value);
    return this;
  }

  public AnyValueWriter int64(long value) {
    out.reset().uint64(INT, value);
    return this;
  }

  public AnyValueWriter float64(double value) {
    out.reset().float64(DOUBLE, value);
    return this;
  }

  public AnyValueWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  public AnyValueWriter bytes(byte[] value, int offset, int length) {
    out.reset().bytes(BYTES, value, offset, length);
    return this;
  }

  /// An array of values.
  public AnyValueWriter array(Iterable<? extends EncodedValue> elements) {
    int mark = out.reset().beginMessage(ARRAY);
    for (EncodedValue element : elements) {
      out.bytes(VALUES, element.buffer(), element.offset(), element.length());
    }
    out.endMessage(mark);
    return this;
  }

  /// A map, whose entries the argument writes.
  public AnyValueWriter map(Consumer<AttributesWriter> entries) {
    int mark = out.reset().beginMessage(KEY_VALUE_LIST);
    entries.accept(new AttributesWriter(out, VALUES));
    out.endMessage(mark);
    return this;
  }

  /// The value as it is now, for ever and for many threads.
  public EncodedValue constant() {
    return new Constant(ByteRange.of(out.toByteArray()));
  }

  private record Constant(ByteRange range) implements EncodedValue {
    @Override
    public byte[] buffer() {
      return range.buffer();
    }

    @Override
    public int offset() {
      return range.offset();
    }

    @Override
    public int length() {
      return range.length();
    }
  }
}
