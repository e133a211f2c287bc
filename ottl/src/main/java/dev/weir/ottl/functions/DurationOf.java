package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.time.GoDuration;
import dev.weir.ottl.value.Type;
import java.time.Duration;

/// Makes a duration of a string.
///
/// - `duration`: numbers with units `ns`, `us` or `µs`, `ms`, `s`, `m`, `h`, such as `1.5s`,
///   `1h30m`, `-10ms`. Anything else is an error.
///
/// ```
/// set(span.attributes["slow"], true) where span.end_time - span.start_time > Duration("2s")
/// ```
public final class DurationOf implements Converter {
  private static final Parameter<Getter<String>> DURATION = Parameter.string("duration");

  @Override
  public Signature signature() {
    return Signature.of("Duration", DURATION).returning(Type.DURATION);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> duration = arguments.get(DURATION);
    Prepared<Duration> parsed = Prepared.of(duration, GoDuration::parse);
    return parsed::get;
  }
}
