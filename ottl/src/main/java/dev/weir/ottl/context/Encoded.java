package dev.weir.ottl.context;

import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.value.AnyValues;
import dev.weir.ottl.value.Cell;
import org.jspecify.annotations.Nullable;

/// A value on its way into a message.
final class Encoded implements EncodedValue {
  private final ProtoWriter out = new ProtoWriter(64);

  void write(@Nullable Object value) {
    out.reset();
    AnyValues.encode(value, out);
  }

  void write(Cell value) {
    out.reset();
    AnyValues.encode(value, out);
  }

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
}
