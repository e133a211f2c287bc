package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.value.Type;

/// Gives the 128-bit Murmur3 hash of a string, in hexadecimal digits, each half with the little end
/// first.
///
/// - `target`: a string.
///
/// ```
/// Murmur3Hash128(log.attributes["order.id"])
/// ```
public final class Murmur3Hash128 implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("Murmur3Hash128", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Hashes.murmur3Of128(target.get(frame));
  }
}
