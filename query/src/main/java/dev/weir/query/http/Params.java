package dev.weir.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameters of a request. Of several with one name the last counts.
public final class Params {
  private final Map<String, String> values;

  private Params(Map<String, String> values) {
    this.values = values;
  }

  /// Reads what follows the question mark.
  public static Params parse(String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new Params(values);
  }

  /// A part of a path or query without its percent signs.
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Failure.parameter("address", text, "percent signs before two hexadecimal digits");
    }
  }

  /// Null if it is missing or empty.
  public @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  public String required(String name, String expected) {
    String value = text(name);
    if (value == null) {
      throw Failure.parameter(name, null, expected);
    }
    return value;
  }

  public int whole(String name, int otherwise, int min, int max) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Failure.parameter(name, value, "a whole number from " + min + " to " + max);
  }

  public boolean flag(String name) {
    String value = text(name, "false");
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Failure.parameter(name, value, "true or false");
    };
  }

  /// The texts between commas.
  public List<String> list(String name) {
    return Stream.of(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  public boolean has(String name) {
    return text(name) != null;
  }
}
