package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.time.TimeFormat;
import dev.weir.ottl.value.Type;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;

/// Reads a time from a string. Numbers may lack their zeros, fractions of a second may have any
/// number of digits, a space stands for one or more, `%z` takes `Z`, `+02`, `+0200` and `+02:00`. A
/// text without a year is of this year, or of the last one if it would be more than a week ahead.
/// What does not fit is an error.
///
/// - `time`: a string.
/// - `format`: text with directives, see `FormatTime`.
/// - `location`: the name of the zone that holds where the text has none, such as `Europe/Berlin`;
///   left out or `""`, UTC if the format ends with `Z`, else the zone of this host.
/// - `locale`: the language of the names of months, weekdays and halves of the day, such as `de` or
///   `es-ES`; English if it is left out.
///
/// ```
/// set(log.time, Time(log.attributes["when"], "%d/%b/%Y:%H:%M:%S %z"))
/// set(log.time, Time("2023-05-26 12:34:56", "%Y-%m-%d %H:%M:%S", "America/New_York"))
/// ```
public final class Time implements Converter {
  private static final Parameter<Getter<String>> TIME = Parameter.string("time");
  private static final Parameter<String> FORMAT = Parameter.literalString("format");
  private static final Parameter<String> LOCATION = Parameter.literalString("location").optional();
  private static final Parameter<String> LOCALE = Parameter.literalString("locale").optional();

  @Override
  public Signature signature() {
    return Signature.of("Time", TIME, FORMAT, LOCATION, LOCALE).returning(Type.TIME);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> time = arguments.get(TIME);
    String format = arguments.get(FORMAT);
    String location = arguments.get(LOCATION, "");
    String locale = arguments.get(LOCALE, "en");
    TimeFormat read = Texts.checked(() -> TimeFormat.of(format));
    ZoneId zone = zone(location, format);
    Locale language = language(locale);
    return frame -> {
      try {
        return read.parse(time.get(frame), zone, language);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
    };
  }

  private static ZoneId zone(String location, String format) {
    if (location.isEmpty()) {
      return format.endsWith("Z") ? ZoneOffset.UTC : ZoneId.systemDefault();
    }
    try {
      return location.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(location);
    } catch (DateTimeException e) {
      throw new OttlException("location \"" + location + "\" (expected: such as Europe/Berlin)");
    }
  }

  private static Locale language(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      if (Arrays.asList(Locale.getAvailableLocales()).contains(locale)) {
        return locale.getLanguage().equals("en") ? Locale.ENGLISH : locale;
      }
    } catch (IllformedLocaleException e) {
      // told below
    }
    throw new OttlException("locale \"" + tag + "\" (expected: such as en, de, es-ES)");
  }
}
