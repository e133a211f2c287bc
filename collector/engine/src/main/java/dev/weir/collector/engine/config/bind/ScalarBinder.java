package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Expanded;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Makes single values, as strictly as the Go Collector: a number is no text and a text no number.
/// Nothing is the type's zero, as in Go.
final class ScalarBinder {
  private static final double TWO_TO_63 = 0x1p63;

  private final ProblemLog log;

  ScalarBinder(ProblemLog log) {
    this.log = log;
  }

  /// The text, or null when there is a problem.
  @Nullable String text(YamlValue value, String path) {
    if (value instanceof Expanded expanded) {
      return expanded.original();
    }
    if (value instanceof Scalar scalar) {
      if (scalar.value() instanceof String text) {
        return text;
      }
      if (scalar.value() == null) {
        return "";
      }
      log.add(
          wrong(value, path, "a text").suggestion("put it in quotes: \"" + scalar.text() + "\""));
      return null;
    }
    log.add(wrong(value, path, "a text"));
    return null;
  }

  /// A text that is not to be shown, also not in messages.
  @Nullable Secret secret(YamlValue value, String path) {
    boolean text = value instanceof Expanded || value.isNull() || value(value) instanceof String;
    if (!text) {
      Position at = value.position();
      Source unseen = new Source(at.source().name(), "");
      Position shown = new Position(unseen, at.line(), at.column());
      Problem problem = Problem.error(shown, path, "is not a text").expectation("a text");
      log.add(problem.suggestion(value instanceof Scalar ? "put it in quotes" : null));
      return null;
    }
    String revealed = text(value, path);
    return revealed == null ? null : new Secret(revealed);
  }

  @Nullable Boolean bool(YamlValue value, String path) {
    Object plain = value(value);
    if (plain instanceof Boolean bool) {
      return bool;
    }
    if (value.isNull()) {
      return zero(value, path, false, "false");
    }
    log.add(wrong(value, path, "true or false"));
    return null;
  }

  @Nullable Long integer(YamlValue value, String path, long min, long max) {
    Object plain = value(value);
    if (value.isNull()) {
      return zero(value, path, 0L, "0");
    }
    if (plain instanceof Double number && Math.abs(number) < TWO_TO_63) {
      if (number != Math.rint(number)) {
        log.add(warning(value, path, number + " is cut to " + number.longValue()));
      }
      plain = number.longValue();
    }
    if (plain instanceof Long number && number >= min && number <= max) {
      return number;
    }
    String range = min + " to " + max;
    log.add(wrong(value, path, plain instanceof Number ? range : "a whole number"));
    return null;
  }

  @Nullable Double decimal(YamlValue value, String path) {
    if (value.isNull()) {
      return zero(value, path, 0.0, "0");
    }
    if (value(value) instanceof Number number) {
      return number.doubleValue();
    }
    log.add(wrong(value, path, "a number"));
    return null;
  }

  @Nullable Duration duration(YamlValue value, String path) {
    if (value.isNull()) {
      return zero(value, path, Duration.ZERO, "0s");
    }
    Object plain = value(value);
    if (plain instanceof Number nanos && Math.abs(nanos.doubleValue()) < TWO_TO_63) {
      return nanoseconds(nanos.longValue(), value, path);
    }
    Duration duration = plain instanceof String text ? GoDuration.parse(text) : null;
    if (duration == null) {
      log.add(
          wrong(value, path, "a duration such as 200ms, 5s, 1h30m").suggestion(unitHint(plain)));
    }
    return duration;
  }

  private Duration nanoseconds(long nanos, YamlValue value, String path) {
    if (nanos != 0) {
      log.add(
          warning(value, path, nanos + " without a unit is " + nanos + " nanoseconds")
              .suggestion("write " + nanos + "s if seconds are meant"));
    }
    return Duration.ofNanos(nanos);
  }

  private static @Nullable String unitHint(@Nullable Object value) {
    return value instanceof String text && isNumber(text)
        ? "write " + text + "s, or another unit"
        : null;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Nullable ComponentId id(YamlValue value, String path) {
    if (value(value) instanceof String text) {
      return (ComponentId) parsed(value, path, text);
    }
    log.add(wrong(value, path, "type or type/name"));
    return null;
  }

  private @Nullable Object parsed(YamlValue value, String path, String text) {
    try {
      return ComponentId.parse(text);
    } catch (IllegalArgumentException e) {
      log.add(Problem.error(value.position(), path, String.valueOf(e.getMessage())));
      return null;
    }
  }

  /// What a record's own `parse(String)` makes of it.
  @Nullable Object parse(Method parser, YamlValue value, String path) {
    if (value.plain() instanceof Mapping || value.plain() instanceof Sequence) {
      log.add(wrong(value, path, "a single value"));
      return null;
    }
    String text =
        value instanceof Expanded expanded ? expanded.original() : ((Scalar) value).text();
    try {
      return RecordShape.call(parser, null, text);
    } catch (IllegalArgumentException e) {
      log.add(Problem.error(value.position(), path, String.valueOf(e.getMessage())));
      return null;
    }
  }

  @Nullable Object constant(Class<?> type, YamlValue value, String path) {
    Object given = value(value);
    boolean isName = given instanceof String || given instanceof Long;
    Object constant = isName ? EnumTexts.find(type, String.valueOf(given)) : null;
    if (constant == null) {
      String known = String.join(", ", EnumTexts.all(type));
      String hint =
          given instanceof String text ? Suggestion.sentence(text, EnumTexts.all(type)) : null;
      log.add(wrong(value, path, "one of " + known).suggestion(hint));
    }
    return constant;
  }

  private <T> T zero(YamlValue value, String path, T zero, String shown) {
    if (value instanceof Scalar) {
      log.add(
          warning(value, path, "an empty value means " + shown)
              .suggestion("leave the key out to have the default"));
    }
    return zero;
  }

  private static @Nullable Object value(YamlValue value) {
    return value.plain() instanceof Scalar scalar ? scalar.value() : null;
  }

  static Problem wrong(YamlValue value, String path, String expected) {
    return Problem.error(value.position(), path, "").value(value.describe()).expectation(expected);
  }

  private static Problem warning(YamlValue value, String path, String message) {
    return Problem.warning(value.position(), path, message);
  }
}
