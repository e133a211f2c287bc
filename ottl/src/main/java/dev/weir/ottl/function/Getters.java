package dev.weir.ottl.function;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.GoText;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Values;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How values become what typed parameters want. Strict ones take one type and refuse nil; the
/// `…Like` ones convert, and let nil through.
public final class Getters {
  private Getters() {}

  public static String string(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw refused("string", value);
  }

  public static Long integer(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw refused("int", value);
  }

  public static Double floating(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    throw refused("double", value);
  }

  public static Boolean bool(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw refused("bool", value);
  }

  public static byte[] bytes(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw refused("bytes", value);
  }

  public static MapValue map(@Nullable Object value) {
    if (value instanceof MapValue map) {
      return map;
    }
    throw refused("map", value);
  }

  public static ZonedDateTime time(@Nullable Object value) {
    if (value instanceof ZonedDateTime time) {
      return time;
    }
    throw refused("time", value);
  }

  public static Duration duration(@Nullable Object value) {
    if (value instanceof Duration duration) {
      return duration;
    }
    throw refused("duration", value);
  }

  public static List<@Nullable Object> list(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>();
    switch (value) {
      case List<?> elements -> list.addAll(elements);
      case long[] numbers -> {
        for (long number : numbers) {
          list.add(number);
        }
      }
      case double[] numbers -> {
        for (double number : numbers) {
          list.add(number);
        }
      }
      case null, default -> throw refused("list", value);
    }
    return list;
  }

  /// Strings as they are, bytes in hexadecimal, everything else as JSON.
  public static @Nullable String stringLike(@Nullable Object value) {
    return GoText.of(value);
  }

  /// Ints; doubles without their fraction; true is 1; strings of decimal digits, or nil.
  public static @Nullable Long integerLike(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Long number -> number;
      case Double number -> (long) number.doubleValue();
      case Boolean bool -> bool ? 1L : 0L;
      case String text -> parseLong(text);
      default -> throw refused("int", value);
    };
  }

  /// Doubles, ints, true as 1, strings that are numbers.
  public static @Nullable Double floatLike(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double number -> number;
      case Long number -> (double) number;
      case Boolean bool -> bool ? 1.0 : 0.0;
      case String text -> parseDouble(text);
      default -> throw refused("double", value);
    };
  }

  /// Bools; numbers, which are true unless 0; the strings 1, t, T, true, True, TRUE and their
  /// opposites.
  public static @Nullable Boolean boolLike(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean bool -> bool;
      case Long number -> number != 0;
      case Double number -> number != 0;
      case String text ->
          switch (text) {
            case "1", "t", "T", "true", "True", "TRUE" -> true;
            case "0", "f", "F", "false", "False", "FALSE" -> false;
            default -> throw new EvaluationException("text \"" + text + "\" (expected: a bool)");
          };
      default -> throw refused("bool", value);
    };
  }

  /// Bytes; strings as UTF-8; numbers as 8 bytes, big end first; bools as one.
  public static byte @Nullable [] bytesLike(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      case Long number -> ByteBuffer.allocate(Long.BYTES).putLong(number).array();
      case Double number -> ByteBuffer.allocate(Double.BYTES).putDouble(number).array();
      case Boolean bool -> new byte[] {(byte) (bool ? 1 : 0)};
      case Id id -> id.bytes();
      default -> throw refused("bytes", value);
    };
  }

  private static @Nullable Long parseLong(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Double parseDouble(String text) {
    try {
      if (!text.isEmpty() && !Character.isWhitespace(text.charAt(0))) {
        return Double.valueOf(Objects.requireNonNull(text));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new EvaluationException("text \"" + text + "\" (expected: a number)");
  }

  private static EvaluationException refused(String expected, @Nullable Object value) {
    return new EvaluationException("expected " + expected + " but got " + Values.typeName(value));
  }
}
