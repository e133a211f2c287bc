package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the answers of metadata services: maps, lists, and everything else as texts.
final class Json {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// The members of an object.
  ///
  /// @throws IOException when the text is no JSON object
  static Map<?, ?> object(String text) throws IOException {
    try {
      if (new Json(text).value(0) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("no JSON: " + shortened(text), e);
    }
    throw new IOException("no JSON object: " + shortened(text));
  }

  /// The text that keys lead to; empty if there is none.
  static String text(Map<?, ?> object, String... keys) {
    Object value = object;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value instanceof String text ? text : "";
  }

  /// The objects in a list.
  static List<Map<?, ?>> objects(Map<?, ?> object, String key) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (object.get(key) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  private Object value(int depth) throws IOException {
    skipSpace();
    if (depth > MAX_DEPTH) {
      throw new IOException("JSON more than " + MAX_DEPTH + " deep");
    }
    return switch (text.charAt(at)) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> members(int depth) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    skipSpace();
    while (text.charAt(at) != '}') {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      members.put(key, value(depth + 1));
      skipSpace();
      if (text.charAt(at) != '}') {
        expect(',');
      }
    }
    at++;
    return members;
  }

  private List<Object> elements(int depth) throws IOException {
    List<Object> elements = new ArrayList<>();
    at++;
    skipSpace();
    while (text.charAt(at) != ']') {
      elements.add(value(depth + 1));
      skipSpace();
      if (text.charAt(at) != ']') {
        expect(',');
        skipSpace();
      }
    }
    at++;
    return elements;
  }

  private String string() throws IOException {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private String word() throws IOException {
    int from = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw new IOException("no JSON: " + shortened(text));
    }
    String word = text.substring(from, at);
    return word.equals("null") ? "" : word;
  }

  private void expect(char wanted) throws IOException {
    if (text.charAt(at++) != wanted) {
      throw new IOException("no JSON: " + shortened(text));
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
