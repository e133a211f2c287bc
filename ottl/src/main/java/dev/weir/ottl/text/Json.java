package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON as RFC 8259 says it. Numbers are doubles; of a key that occurs twice the later one
/// counts.
public final class Json {
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// The value of a text.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text, and where
  public static @Nullable Object parse(String text) {
    Json json = new Json(text);
    json.space();
    Object value = json.value(0);
    if (json.at < text.length()) {
      throw json.refused("the end");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "JSON nested deeper than " + MAX_DEPTH + " (expected: less)");
    }
    Object value =
        switch (next()) {
          case '{' -> map(depth);
          case '[' -> list(depth);
          case '"' -> string();
          case 't' -> word("true", true);
          case 'f' -> word("false", false);
          case 'n' -> word("null", null);
          default -> number();
        };
    space();
    return value;
  }

  private DecodedMap map(int depth) {
    DecodedMap map = new DecodedMap();
    take('{');
    if (next() == '}') {
      at++;
      return map;
    }
    do {
      String key = string();
      space();
      take(':');
      map.put(key, value(depth + 1));
    } while (another('}'));
    return map;
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    take('[');
    if (next() == ']') {
      at++;
      return list;
    }
    do {
      list.add(value(depth + 1));
    } while (another(']'));
    return list;
  }

  private boolean another(char end) {
    if (next() == end) {
      at++;
      return false;
    }
    take(',');
    return true;
  }

  private String string() {
    if (next() != '"') {
      throw refused("a string");
    }
    at++;
    StringBuilder out = new StringBuilder();
    while (next() != '"') {
      char next = text.charAt(at++);
      if (next < ' ') {
        at--;
        throw refused("no control character");
      }
      out.append(next == '\\' ? escape() : next);
    }
    at++;
    return out.toString();
  }

  private char escape() {
    char next = next();
    at++;
    return switch (next) {
      case '"', '\\', '/' -> next;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int end = at + 4;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
          throw refused("four hexadecimal digits");
        }
        at = end;
        yield (char) Integer.parseInt(text, end - 4, end, 16);
      }
      default -> {
        at--;
        throw refused("an escape");
      }
    };
  }

  private Double number() {
    int start = at;
    if (next() == '-') {
      at++;
    }
    int whole = at;
    digits();
    if (at - whole > 1 && text.charAt(whole) == '0') {
      at = whole;
      throw refused("no leading zero");
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (next() == '+' || next() == '-') {
        at++;
      }
      digits();
    }
    double number = Double.parseDouble(text.substring(start, at));
    if (Double.isInfinite(number)) {
      at = start;
      throw refused("a number that a double can hold");
    }
    return number;
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw refused(next() == '-' ? "a digit" : "a value");
    }
  }

  private @Nullable Boolean word(String word, @Nullable Boolean value) {
    if (!text.startsWith(word, at)) {
      throw refused(word);
    }
    at += word.length();
    return value;
  }

  private void take(char expected) {
    if (next() != expected) {
      throw refused(Character.toString(expected));
    }
    at++;
    space();
  }

  private char next() {
    if (at >= text.length()) {
      throw refused("more");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException refused(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new IllegalArgumentException(
        "JSON has " + found + " at character " + (at + 1) + " (expected: " + expected + ")");
  }
}
