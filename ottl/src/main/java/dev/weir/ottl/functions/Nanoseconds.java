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

/// Gives a duration in nanoseconds, as an int.
///
/// - `duration`: a duration.
///
/// ```
/// set(span.attributes["took"], Nanoseconds(span.end_time - span.start_time))
/// ```
public final class Nanoseconds implements Converter {
  private static final Parameter<Getter<Duration>> DURATION = Parameter.duration("duration");

  @Override
  public Signature signature() {
    return Signature.of("Nanoseconds", DURATION).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<Duration> duration = arguments.get(DURATION);
    return frame -> GoDuration.nanos(duration.get(frame));
  }
}
