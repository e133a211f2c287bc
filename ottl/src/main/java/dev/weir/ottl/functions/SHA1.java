package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.value.Type;

/// Gives the SHA-1 hash of a string, in hexadecimal digits. It is not safe against those who forge
/// hashes on purpose; use it where others expect it.
///
/// - `target`: a string.
///
/// ```
/// set(span.attributes["user.id"], SHA1(span.attributes["user.id"]))
/// ```
public final class SHA1 implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("SHA1", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Hashes.digest("SHA-1", target.get(frame));
  }
}
