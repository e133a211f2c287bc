package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.time.TimeFormat;
import dev.weir.ottl.value.Type;
import java.time.ZonedDateTime;

/// Writes a time in a format.
///
/// - `time`: a time.
/// - `format`: text with the following directives; digits may not stand in it.
///
/// | directive | is | directive | is |
/// |---|---|---|---|
/// | `%Y` `%y` | year, its last two digits | `%H` `%I` `%l` | hour of 24; of 12; of 12 without zero |
/// | `%m` `%o` `%q` | month with zero, with space, plain | `%M` `%S` | minute, second |
/// | `%b` `%h` `%B` | name of the month, short, long | `%L` `%f` `%s` | milli-, micro-, nanoseconds, behind `.` or `,` |
/// | `%d` `%e` `%g` | day with zero, with space, plain | `%p` `%P` | `AM`, `am` |
/// | `%a` `%A` | name of the weekday, short, long | `%z` `%Z` | offset `+0200`, zone `EST` |
/// | `%i` `%j` `%k` `%w` | offset `+02`, `+02:00`, `+02:00:00`, `+020000` | `%F` `%D` `%x` | `%Y-%m-%d`, `%m/%d/%Y` |
/// | `%T` `%X` `%R` `%r` | `%H:%M:%S`, `%H:%M`, `%I:%M:%S %P` | `%c` | `%a %b %d %H:%M:%S %Y` |
/// | `%n` `%t` `%%` | line end, tab, percent sign | | |
///
/// ```
/// set(log.attributes["day"], FormatTime(log.time, "%Y-%m-%d"))
/// ```
public final class FormatTime implements Converter {
  private static final Parameter<Getter<ZonedDateTime>> TIME = Parameter.time("time");
  private static final Parameter<String> FORMAT = Parameter.literalString("format");

  @Override
  public Signature signature() {
    return Signature.of("FormatTime", TIME, FORMAT).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<ZonedDateTime> time = arguments.get(TIME);
    String format = arguments.get(FORMAT);
    TimeFormat written = Texts.checked(() -> TimeFormat.of(format));
    return frame -> written.format(time.get(frame));
  }
}
