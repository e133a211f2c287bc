package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.time.ZonedDateTime;

/// Gives the month of a time, in the zone of the time, 1 to 12.
///
/// - `time`: a time.
///
/// ```
/// Month(log.time)
/// ```
public final class Month implements Converter {
  private static final Parameter<Getter<ZonedDateTime>> TIME = Parameter.time("time");

  @Override
  public Signature signature() {
    return Signature.of("Month", TIME).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<ZonedDateTime> time = arguments.get(TIME);
    return frame -> (long) time.get(frame).getMonthValue();
  }
}
