package dev.weir.ottl.value;

import dev.weir.ottl.EvaluationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values as text, written as the Go Collector writes them, since people compare and search it.
public final class GoText {
  private static final double TINY = 1e-6;
  private static final double HUGE = 1e21;

  private GoText() {}

  /// The text that a string-like argument takes a value for: strings as they are, bytes in
  /// hexadecimal, everything else as JSON; null for nil.
  ///
  /// @throws EvaluationException for what has no JSON form, such as NaN
  public static @Nullable String of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      default -> json(value);
    };
  }

  /// The text of an attribute's value, as exporters and `stringify_all` write it: strings as they
  /// are, bytes in base64, nil as nothing, the exponents of numbers short, maps and lists as JSON.
  public static String ofAttribute(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Double number -> shortNumber(number);
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> json(value);
    };
  }

  /// The value as JSON: keys sorted, bytes as base64, ids as lists of numbers, times as RFC 3339,
  /// durations in nanoseconds.
  public static String json(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    json(value, out);
    return out.toString();
  }

  /// A double with an exponent of at least two digits below 1e-6 and from 1e21, such as `1e-07`.
  public static String number(double value) {
    return number(value, true);
  }

  /// A double as [#number(double)], with as few digits in the exponent as it takes: `1e-7`.
  public static String shortNumber(double value) {
    return number(value, false);
  }

  /// RFC 3339 with as many digits of the second as there are.
  public static String time(ZonedDateTime time) {
    String seconds = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));
    String nanos = "";
    if (time.getNano() != 0) {
      nanos = "." + "%09d".formatted(time.getNano()).replaceFirst("0+$", "");
    }
    return seconds + nanos + time.format(DateTimeFormatter.ofPattern("XXX", Locale.ROOT));
  }

  private static void json(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(text, out);
      case Double number -> out.append(jsonNumber(number));
      case byte[] bytes -> quote(Base64.getEncoder().encodeToString(bytes), out);
      case ZonedDateTime time -> quote(time(time), out);
      case Duration duration -> out.append(duration.toNanos());
      case Id id -> bytes(id.bytes(), out);
      case MapValue map -> map(map, out);
      case List<?> list -> list(list, out);
      case long[] numbers -> {
        String separator = "[";
        for (long number : numbers) {
          out.append(separator).append(Long.toUnsignedString(number));
          separator = ",";
        }
        out.append(numbers.length == 0 ? "[]" : "]");
      }
      case double[] numbers -> {
        String separator = "[";
        for (double number : numbers) {
          out.append(separator).append(jsonNumber(number));
          separator = ",";
        }
        out.append(numbers.length == 0 ? "[]" : "]");
      }
      case Messages messages -> throw new EvaluationException(messages.type() + " have no text");
      default -> out.append(value);
    }
  }

  private static void bytes(byte[] bytes, StringBuilder out) {
    String separator = "[";
    for (byte next : bytes) {
      out.append(separator).append(next & 0xFF);
      separator = ",";
    }
    out.append(bytes.length == 0 ? "[]" : "]");
  }

  private static void map(MapValue map, StringBuilder out) {
    String separator = "";
    out.append('{');
    for (Map.Entry<String, @Nullable Object> entry : new TreeMap<>(map.toMap()).entrySet()) {
      out.append(separator);
      quote(entry.getKey(), out);
      out.append(':');
      json(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void list(List<?> list, StringBuilder out) {
    String separator = "";
    out.append('[');
    for (Object element : list) {
      out.append(separator);
      json(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static String jsonNumber(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new EvaluationException(value + " has no JSON form");
    }
    return number(value, true);
  }

  private static String number(double value, boolean twoDigits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= TINY && size < HUGE) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = Integer.toString(Math.abs(exponent));
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (twoDigits && power.length() < 2 ? "0" : "")
        + power;
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> escape(next, out);
        default -> {
          if (next < ' ') {
            escape(next, out);
          } else {
            out.append(next);
          }
        }
      }
    }
    out.append('"');
  }

  private static void escape(char next, StringBuilder out) {
    out.append("\\u").append(HexFormat.of().toHexDigits(next));
  }
}
