package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Gives the time of the clock.
///
/// ```
/// set(log.observed_time, Now())
/// ```
public final class Now implements Converter {

  @Override
  public Signature signature() {
    return Signature.of("Now").returning(Type.TIME).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> ZonedDateTime.now(ZoneId.systemDefault());
  }
}
