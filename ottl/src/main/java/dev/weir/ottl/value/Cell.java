package dev.weir.ottl.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EncodedValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Room for one value, filled without allocating: what paths and literals load, and comparisons and
/// setters read. A frame has one for each place in the program that needs one.
///
/// What lies in an array is valid until the item changes or the cell is filled again.
///
/// | kind    | where the value is                                                     |
/// |---------|------------------------------------------------------------------------|
/// | NIL     |                                                                        |
/// | BOOL    | [#bits], 0 or 1                                                        |
/// | INT     | [#bits]                                                                |
/// | DOUBLE  | [#bits], as `Double.doubleToRawLongBits`                               |
/// | STRING  | UTF-8 in [#buffer], from [#offset], [#length] bytes                    |
/// | BYTES   | as STRING                                                              |
/// | ENCODED | as STRING: an encoded `AnyValue` that is a map or a list               |
/// | OBJECT  | [#object], boxed: everything else                                      |
public final class Cell implements EncodedValue {
  /// How the value is kept.
  public enum Kind {
    NIL,
    BOOL,
    INT,
    DOUBLE,
    STRING,
    BYTES,
    ENCODED,
    OBJECT
  }

  private static final byte[] NO_BYTES = {};

  private Kind kind = Kind.NIL;
  private long bits;
  private byte[] buffer = NO_BYTES;
  private int offset;
  private int length;
  private @Nullable Object object;

  public Kind kind() {
    return kind;
  }

  public long bits() {
    return bits;
  }

  public double asDouble() {
    return kind == Kind.INT ? (double) bits : Double.longBitsToDouble(bits);
  }

  @Override
  public byte[] buffer() {
    return buffer;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  public @Nullable Object object() {
    return object;
  }

  public Cell nil() {
    kind = Kind.NIL;
    return this;
  }

  /// Makes it nil, and lets go of arrays and objects.
  public void clear() {
    kind = Kind.NIL;
    buffer = NO_BYTES;
    offset = 0;
    length = 0;
    object = null;
  }

  public Cell bool(boolean value) {
    kind = Kind.BOOL;
    bits = value ? 1 : 0;
    return this;
  }

  public Cell integer(long value) {
    kind = Kind.INT;
    bits = value;
    return this;
  }

  public Cell real(double value) {
    kind = Kind.DOUBLE;
    bits = Double.doubleToRawLongBits(value);
    return this;
  }

  public Cell string(byte[] utf8, int offset, int length) {
    return range(Kind.STRING, utf8, offset, length);
  }

  public Cell string(BytesView utf8) {
    return range(Kind.STRING, utf8.buffer(), utf8.offset(), utf8.length());
  }

  public Cell bytes(byte[] value, int offset, int length) {
    return range(Kind.BYTES, value, offset, length);
  }

  /// Takes what an attribute's value shows.
  public Cell any(AnyValueView view) {
    return switch (view.kind()) {
      case EMPTY, STRING_INDEX -> nil();
      case STRING -> string(view.string());
      case BOOL -> bool(view.boolValue());
      case INT -> integer(view.intValue());
      case DOUBLE -> real(view.doubleValue());
      case BYTES -> {
        BytesView value = view.bytes();
        yield bytes(value.buffer(), value.offset(), value.length());
      }
      case ARRAY, KEY_VALUE_LIST ->
          range(Kind.ENCODED, view.buffer(), view.offset(), view.length());
    };
  }

  /// Takes what another cell holds.
  public Cell copy(Cell other) {
    kind = other.kind;
    bits = other.bits;
    buffer = other.buffer;
    offset = other.offset;
    length = other.length;
    object = other.object;
    return this;
  }

  /// Takes a boxed value.
  public Cell set(@Nullable Object value) {
    return switch (value) {
      case null -> nil();
      case Boolean b -> bool(b);
      case Long l -> integer(l);
      case Double d -> real(d);
      case String s -> {
        byte[] utf8 = s.getBytes(UTF_8);
        yield string(utf8, 0, utf8.length);
      }
      case byte[] b -> bytes(b, 0, b.length);
      default -> {
        kind = Kind.OBJECT;
        object = value;
        yield this;
      }
    };
  }

  /// The value boxed, as a copy that stays.
  public @Nullable Object get() {
    return switch (kind) {
      case NIL -> null;
      case BOOL -> bits != 0;
      case INT -> bits;
      case DOUBLE -> Double.longBitsToDouble(bits);
      case STRING -> new String(buffer, offset, length, UTF_8);
      case BYTES -> Arrays.copyOfRange(buffer, offset, offset + length);
      case ENCODED -> AnyValues.decode(new AnyValueView().wrap(buffer, offset, length));
      case OBJECT -> object;
    };
  }

  private Cell range(Kind kind, byte[] buffer, int offset, int length) {
    this.kind = kind;
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    return this;
  }
}
