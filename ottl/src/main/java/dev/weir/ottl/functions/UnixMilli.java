package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.time.ZonedDateTime;

/// Gives the milliseconds from the start of 1970 in UTC to a time, as an int.
///
/// - `time`: a time.
///
/// ```
/// set(log.attributes["at"], UnixMilli(log.time))
/// ```
public final class UnixMilli implements Converter {
  private static final Parameter<Getter<ZonedDateTime>> TIME = Parameter.time("time");

  @Override
  public Signature signature() {
    return Signature.of("UnixMilli", TIME).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<ZonedDateTime> time = arguments.get(TIME);
    return frame -> time.get(frame).toInstant().toEpochMilli();
  }
}
