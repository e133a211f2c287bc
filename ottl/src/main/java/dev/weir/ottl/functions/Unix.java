package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Makes a time of the seconds since the start of 1970 in UTC.
///
/// - `seconds`: an int.
/// - `nanoseconds`: nanoseconds to add; 0 if they are left out.
///
/// ```
/// set(log.time, Unix(log.attributes["epoch"]))
/// ```
public final class Unix implements Converter {
  private static final Parameter<Getter<Long>> SECONDS = Parameter.integer("seconds");
  private static final Parameter<Getter<Long>> NANOSECONDS =
      Parameter.integer("nanoseconds").optional();

  @Override
  public Signature signature() {
    return Signature.of("Unix", SECONDS, NANOSECONDS).returning(Type.TIME);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<Long> seconds = arguments.get(SECONDS);
    @Nullable Getter<Long> nanoseconds = arguments.find(NANOSECONDS);
    return frame -> {
      long nanos = nanoseconds == null ? 0 : nanoseconds.get(frame);
      try {
        return Instant.ofEpochSecond(seconds.get(frame), nanos).atZone(ZoneId.systemDefault());
      } catch (DateTimeException | ArithmeticException e) {
        throw new EvaluationException("time beyond the years that there are");
      }
    };
  }

  /// The parts of a second, `perSecond` in one, from the start of 1970.
  static long parts(ZonedDateTime time, long perSecond) {
    return time.toEpochSecond() * perSecond + time.getNano() / (1_000_000_000L / perSecond);
  }
}
