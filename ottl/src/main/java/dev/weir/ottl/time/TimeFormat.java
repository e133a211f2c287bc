package dev.weir.ottl.time;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/// A format of times, in directives such as `%Y-%m-%d`.
///
/// | directive   | is                                     | directive   | is                            |
/// |-------------|----------------------------------------|-------------|-------------------------------|
/// | `%Y` `%y`   | year, its last two digits              | `%L` `%f` `%s` | milli-, micro-, nanoseconds |
/// | `%m` `%o` `%q` | month, with zero, with space, plain | `%z`        | offset, `+0200` or `Z`        |
/// | `%b` `%h` `%B` | name of the month, short, long      | `%Z`        | zone, `UTC`, `EST`            |
/// | `%d` `%e` `%g` | day, with zero, with space, plain   | `%i` `%j`   | offset `+02`, `+02:00`        |
/// | `%a` `%A`   | name of the weekday, short, long       | `%k` `%w`   | offset `+02:00:00`, `+020000` |
/// | `%H`        | hour of 24                             | `%D` `%x`   | `%m/%d/%Y`                    |
/// | `%I` `%l`   | hour of 12, with zero, plain           | `%F`        | `%Y-%m-%d`                    |
/// | `%p` `%P`   | `AM`, `am`                             | `%T` `%X`   | `%H:%M:%S`                    |
/// | `%M` `%S`   | minute, second                         | `%R` `%r`   | `%H:%M`, `%I:%M:%S %P`        |
/// | `%n` `%t` `%%` | line end, tab, percent sign         | `%c`        | `%a %b %d %H:%M:%S %Y`        |
///
/// Fractions of a second stand behind a dot or a comma. When a time is read, numbers may lack their
/// zeros, fractions may have any number of digits, and `%z` takes all forms of offsets.
public final class TimeFormat {
  private final String format;
  private final List<Directive> directives;

  private TimeFormat(String format, List<Directive> directives) {
    this.format = format;
    this.directives = directives;
  }

  /// A format, taken apart.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the format
  public static TimeFormat of(String format) {
    return new TimeFormat(format, Directive.all(format));
  }

  /// The text of a time.
  public String format(ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (Directive directive : directives) {
      TimeWriter.write(directive, time, out);
    }
    return out.toString();
  }

  /// The time that a text says. Without a year it is the last time of that date up to a week from
  /// now.
  ///
  /// @param zone where the time is if the text does not say
  /// @param locale the language of names
  /// @throws IllegalArgumentException that says what does not fit the format
  public ZonedDateTime parse(String text, ZoneId zone, Locale locale) {
    return new TimeReader(format, text, locale).read(directives, zone);
  }
}
