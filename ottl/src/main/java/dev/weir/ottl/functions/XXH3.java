package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.value.Type;

/// Gives the 64-bit XXH3 hash of a string, in hexadecimal digits.
///
/// - `target`: a string.
///
/// ```
/// XXH3(resource.attributes["host.name"])
/// ```
public final class XXH3 implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("XXH3", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Hashes.xxh3(target.get(frame));
  }
}
