package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.time.GoDuration;
import dev.weir.ottl.value.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZonedDateTime;

/// Rounds a time down to a multiple of a duration, counted from the start of year 1 in UTC. A
/// duration of 0 or less changes nothing.
///
/// - `time`: a time.
/// - `duration`: a duration.
///
/// ```
/// TruncateTime(log.time, Duration("1h"))
/// ```
public final class TruncateTime implements Converter {
  private static final Parameter<Getter<ZonedDateTime>> TIME = Parameter.time("time");
  private static final Parameter<Getter<Duration>> DURATION = Parameter.duration("duration");

  /// Seconds from the start of year 1 to the start of 1970.
  private static final long YEAR_ONE = 62_135_596_800L;

  @Override
  public Signature signature() {
    return Signature.of("TruncateTime", TIME, DURATION).returning(Type.TIME);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<ZonedDateTime> time = arguments.get(TIME);
    Getter<Duration> duration = arguments.get(DURATION);
    return frame -> {
      ZonedDateTime exact = time.get(frame);
      long unit = GoDuration.nanos(duration.get(frame));
      return unit <= 0 ? exact : exact.minusNanos(beyond(exact, unit));
    };
  }

  private static long beyond(ZonedDateTime time, long unit) {
    return BigInteger.valueOf(time.toEpochSecond() + YEAR_ONE)
        .multiply(BigInteger.valueOf(1_000_000_000L))
        .add(BigInteger.valueOf(time.getNano()))
        .mod(BigInteger.valueOf(unit))
        .longValue();
  }
}
