package dev.weir.ottl.functions;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells whether the span is a root: whether it has no parent, or one whose id is all zeros. Only
/// for spans.
///
/// ```
/// set(span.attributes["entry"], true) where IsRootSpan()
/// ```
public final class IsRootSpan implements Converter {
  private static final int PARENT = 4 << 3 | FieldCursor.BYTES;

  @Override
  public Signature signature() {
    return Signature.of("IsRootSpan").returning(Type.BOOL).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> isRoot(frame.bytes(ContextName.SPAN));
  }

  private static boolean isRoot(ByteRange span) {
    byte[] buffer = span.buffer();
    int end = span.offset() + span.length();
    int at = span.offset();
    boolean isRoot = true;
    while (at < end) {
      int field = at;
      at = Wire.skipField(buffer, field, end);
      if (buffer[field] == PARENT) {
        isRoot = true;
        for (int i = Wire.skipVarint(buffer, field + 1, at); i < at && isRoot; i++) {
          isRoot = buffer[i] == 0;
        }
      }
    }
    return isRoot;
  }
}
