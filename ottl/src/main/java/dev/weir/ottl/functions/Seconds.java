package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.time.GoDuration;
import dev.weir.ottl.value.Type;
import java.time.Duration;

/// Gives a duration in seconds, as a double.
///
/// - `duration`: a duration.
///
/// ```
/// Seconds(span.end_time - span.start_time)
/// ```
public final class Seconds implements Converter {
  private static final Parameter<Getter<Duration>> DURATION = Parameter.duration("duration");

  @Override
  public Signature signature() {
    return Signature.of("Seconds", DURATION).returning(Type.DOUBLE);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<Duration> duration = arguments.get(DURATION);
    return frame -> GoDuration.nanos(duration.get(frame)) / 1_000_000_000.0;
  }
}
