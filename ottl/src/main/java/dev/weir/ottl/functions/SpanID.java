package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes the id of a span.
///
/// - `target`: 8 bytes, or a string of 16 hexadecimal digits. Anything else is an error.
///
/// ```
/// span.span_id == SpanID(0x0102030405060708)
/// set(span.span_id, SpanID("0102030405060708"))
/// ```
public final class SpanID implements Converter {
  private static final Parameter<Getter<byte @Nullable []>> TARGET = Parameter.bytesLike("target");

  @Override
  public Signature signature() {
    return Signature.of("SpanID", TARGET).returning(Type.ID);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<byte @Nullable []> target = arguments.get(TARGET);
    return IdText.expression(Id.Kind.SPAN, target);
  }
}
