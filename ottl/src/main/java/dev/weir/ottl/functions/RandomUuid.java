package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.UUID;

/// Makes a random UUID, version 4, as a string.
///
/// ```
/// set(log.attributes["id"], UUID())
/// ```
public final class RandomUuid implements Converter {

  @Override
  public Signature signature() {
    return Signature.of("UUID").returning(Type.STRING).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> UUID.randomUUID().toString();
  }
}
