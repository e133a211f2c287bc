package dev.weir.ottl.functions;

import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
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

  @Override
  public Signature signature() {
    return Signature.of("IsRootSpan").returning(Type.BOOL).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> {
      ByteRange bytes = frame.bytes(ContextName.SPAN);
      SpanView span = new SpanView().wrap(bytes.buffer(), bytes.offset(), bytes.length());
      for (byte next : span.parentSpanId().toByteArray()) {
        if (next != 0) {
          return false;
        }
      }
      return true;
    };
  }
}
