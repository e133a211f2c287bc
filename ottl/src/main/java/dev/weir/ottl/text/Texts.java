package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.value.GoText;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What several functions do with texts.
public final class Texts {
  private Texts() {}

  /// The text of an attribute's value: strings as they are, bytes as base64, maps and lists as
  /// JSON, nothing as an empty string.
  public static String attribute(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Double number -> GoText.shortNumber(number);
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> GoText.json(value);
    };
  }

  /// The text of an attribute's value in UTF-8.
  public static byte[] utf8(@Nullable Object value) {
    return attribute(value).getBytes(UTF_8);
  }

  /// The last place at or before `at` where a character begins.
  public static int boundaryBefore(byte[] utf8, int at) {
    int boundary = at;
    while (boundary > 0 && boundary < utf8.length && (utf8[boundary] & 0xC0) == 0x80) {
      boundary--;
    }
    return boundary;
  }

  /// The first place at or behind `at` where a character begins.
  public static int boundaryAfter(byte[] utf8, int at) {
    int boundary = at;
    while (boundary < utf8.length && (utf8[boundary] & 0xC0) == 0x80) {
      boundary++;
    }
    return boundary;
  }

  /// An expression that parses a text, and fails where the parser refuses it.
  ///
  /// @param parser throws an [IllegalArgumentException] that says what is wrong
  public static Expression parser(Getter<String> target, Function<String, Object> parser) {
    return frame -> {
      String text = target.get(frame);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
    };
  }

  /// Something made while the program is loaded.
  ///
  /// @throws OttlException where the maker throws an [IllegalArgumentException]
  public static <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new OttlException(String.valueOf(e.getMessage()));
    }
  }

  /// Refuses delimiters that cannot work.
  ///
  /// @throws OttlException if a delimiter is empty, or both are the same
  public static void requireDelimiters(String delimiter, String pairDelimiter) {
    if (delimiter.isEmpty() || pairDelimiter.isEmpty() || delimiter.equals(pairDelimiter)) {
      throw new OttlException(
          "delimiters \"%s\" and \"%s\" (expected: not empty, and different)"
              .formatted(delimiter, pairDelimiter));
    }
  }
}
