package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.time.GoDuration;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Messages;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One value as a verb with flags, width and precision writes it.
///
/// @param left true if it is padded on the right
/// @param width the least number of characters
/// @param precision -1 if none was given
record FormattedValue(char verb, String flags, boolean left, int width, int precision) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONE =
      DateTimeFormatter.ofPattern(" xx zzz", Locale.ENGLISH);

  /// A value as `%v` writes it.
  static String plain(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    new FormattedValue('v', "", false, 0, -1).append(value, true, out);
    return out.toString();
  }

  void append(@Nullable Object value, boolean noWidth, StringBuilder out) {
    String text = verb == 'T' ? (value == null ? "<nil>" : goType(value)) : text(value);
    int missing = noWidth ? 0 : width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      out.append(text);
    } else if (left) {
      out.append(text).repeat(' ', missing);
    } else if (has('0') && isNumber(value)) {
      int sign = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
      out.append(text, 0, sign).repeat('0', missing).append(text, sign, text.length());
    } else {
      out.repeat(has('0') ? '0' : ' ', missing).append(text);
    }
  }

  private String text(@Nullable Object value) {
    return switch (value) {
      case null -> verb == 'v' ? "<nil>" : "%!" + verb + "(<nil>)";
      case String text -> string(text, text);
      case Long number -> integer(number, value);
      case Duration duration ->
          "vsq".indexOf(verb) >= 0
              ? string(GoDuration.text(duration), value)
              : integer(GoDuration.nanos(duration), value);
      case Double number -> real(number);
      case Boolean bool -> verb == 't' || verb == 'v' ? bool.toString() : bad(value);
      case byte[] bytes -> bytes(bytes);
      case Id id -> string(id.hex(), value);
      case ZonedDateTime time -> string(time(time), value);
      case MapValue map -> entries(map);
      case List<?> list -> elements(list);
      case long[] numbers -> elements(java.util.Arrays.stream(numbers).boxed().toList());
      case double[] numbers -> elements(java.util.Arrays.stream(numbers).boxed().toList());
      case Messages messages -> "%!" + verb + "(" + messages.type() + ")";
      default -> bad(value);
    };
  }

  private String string(String text, Object value) {
    return switch (verb) {
      case 'v', 's' -> cut(text);
      case 'q' -> GoQuote.quote(cut(text), has('+'));
      case 'x', 'X' -> hex(text.getBytes(UTF_8));
      default -> bad(value);
    };
  }

  private String bytes(byte[] bytes) {
    return switch (verb) {
      case 's' -> cut(new String(bytes, UTF_8));
      case 'q' -> GoQuote.quote(cut(new String(bytes, UTF_8)), has('+'));
      case 'x', 'X' -> hex(bytes);
      default -> {
        Long[] numbers = new Long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          numbers[i] = bytes[i] & 0xFFL;
        }
        yield elements(List.of(numbers));
      }
    };
  }

  private String integer(long number, Object value) {
    return switch (verb) {
      case 'v', 'd' -> digits(number, 10, "");
      case 'b' -> digits(number, 2, has('#') ? "0b" : "");
      case 'o' -> digits(number, 8, has('#') ? "0" : "");
      case 'O' -> digits(number, 8, "0o");
      case 'x' -> digits(number, 16, has('#') ? "0x" : "");
      case 'X' -> digits(number, 16, has('#') ? "0X" : "").toUpperCase(Locale.ROOT);
      case 'c' -> GoQuote.character(number);
      case 'q' -> GoQuote.quotedCharacter(number);
      case 'U' -> "U+" + "%04X".formatted(number);
      default -> bad(value);
    };
  }

  private String digits(long number, int base, String prefix) {
    String digits = Long.toString(number, base);
    String size = number < 0 ? digits.substring(1) : digits;
    String zeros = "0".repeat(Math.max(0, precision - size.length()));
    return sign(number < 0) + prefix + zeros + size;
  }

  private String real(double number) {
    if ("vgGeEfF".indexOf(verb) < 0) {
      return bad(number);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = Double.doubleToRawLongBits(number) < 0;
    return sign(negative) + GoReal.text(Math.abs(number), verb, precision);
  }

  private String sign(boolean negative) {
    return negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
  }

  private String elements(List<?> elements) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < elements.size(); i++) {
      append(elements.get(i), false, out.append(i > 0 ? " " : ""));
    }
    return out.append(']').toString();
  }

  private String entries(MapValue map) {
    StringBuilder out = new StringBuilder("map[");
    String separator = "";
    for (Map.Entry<String, @Nullable Object> entry : new TreeMap<>(map.toMap()).entrySet()) {
      append(entry.getKey(), false, out.append(separator));
      append(entry.getValue(), false, out.append(':'));
      separator = " ";
    }
    return out.append(']').toString();
  }

  private String hex(byte[] bytes) {
    HexFormat format = verb == 'X' ? HexFormat.of().withUpperCase() : HexFormat.of();
    int length = precision < 0 ? bytes.length : Math.min(precision, bytes.length);
    String digits = format.withDelimiter(has(' ') ? " " : "").formatHex(bytes, 0, length);
    return has('#') && length > 0 ? "0" + verb + digits : digits;
  }

  private String cut(String text) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private static String time(ZonedDateTime time) {
    String nanos = time.getNano() == 0 ? "" : "." + "%09d".formatted(time.getNano());
    String zone = ZONE.format(time).replace(" Z", " UTC");
    return TIME.format(time) + nanos.replaceFirst("0+$", "") + zone;
  }

  private String bad(Object value) {
    return "%!" + verb + "(" + goType(value) + "=" + plain(value) + ")";
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double;
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /// The name of a value's type as results have it that do not fit their verb.
  static String goType(Object value) {
    return switch (value) {
      case String text -> "string";
      case Long number -> "int64";
      case Double number -> "float64";
      case Boolean bool -> "bool";
      case byte[] bytes -> "[]uint8";
      case MapValue map -> "map";
      case List<?> list -> "list";
      case ZonedDateTime time -> "time.Time";
      case Duration duration -> "time.Duration";
      default -> value.getClass().getSimpleName();
    };
  }
}
