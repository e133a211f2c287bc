package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.value.Type;

/// Gives the SHA-512 hash of a string, in hexadecimal digits.
///
/// - `target`: a string.
///
/// ```
/// set(span.attributes["user.id"], SHA512(span.attributes["user.id"]))
/// ```
public final class SHA512 implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("SHA512", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Hashes.digest("SHA-512", target.get(frame));
  }
}
