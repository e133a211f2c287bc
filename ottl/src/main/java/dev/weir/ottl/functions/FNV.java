package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.value.Type;

/// Gives the 64-bit FNV-1a hash of a string, as an int.
///
/// - `target`: a string.
///
/// ```
/// FNV(resource.attributes["host.name"])
/// ```
public final class FNV implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("FNV", TARGET).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Hashes.fnv1a(target.get(frame));
  }
}
