package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.value.DecodedMap;
import java.io.ByteArrayOutputStream;

/// Lines of access logs in the Common Log Format, and with referer and user agent behind it.
public final class Clf {
  private final String line;
  private int at;

  private Clf(String line) {
    this.line = line;
  }

  /// The line as a map.
  ///
  /// @throws IllegalArgumentException if the line has another form
  public static DecodedMap parse(String line, boolean isCombined) {
    return new Clf(line.replaceAll("[\\r\\n]+$", "")).parse(isCombined);
  }

  private DecodedMap parse(boolean isCombined) {
    DecodedMap entry = new DecodedMap();
    entry.put("clf.remote_host", word("the host"));
    entry.put("clf.rfc931", word("the remote user"));
    entry.put("clf.auth_user", word("the user"));
    entry.put("clf.timestamp", date());
    request(entry);
    entry.put("clf.status", number("the status", word("the status")));
    String bytes = isCombined ? word("the bytes") : lastWord();
    if (!bytes.equals("-")) {
      entry.put("clf.bytes", number("the bytes", bytes));
    }
    if (isCombined) {
      entry.put("clf.referer", quoted("the referer"));
      expect(' ', "the user agent");
      entry.put("clf.user_agent", quoted("the user agent"));
      if (at < line.length()) {
        throw refused("the end of the line");
      }
    }
    return entry;
  }

  /// The text up to the next space, which is passed.
  private String word(String what) {
    int space = line.indexOf(' ', at);
    if (space <= at) {
      throw refused(what);
    }
    String word = line.substring(at, space);
    at = space + 1;
    return word;
  }

  private String lastWord() {
    String word = line.substring(at);
    if (word.isEmpty() || word.indexOf(' ') >= 0) {
      throw refused("the bytes, and then the end of the line");
    }
    return word;
  }

  private String date() {
    expect('[', "a date in brackets");
    int close = line.indexOf(']', at);
    if (close <= at) {
      throw refused("a date in brackets");
    }
    String date = line.substring(at, close);
    at = close + 1;
    expect(' ', "the request");
    return date;
  }

  private void request(DecodedMap entry) {
    String request = quoted("the request");
    expect(' ', "the status");
    entry.put("clf.request", request);
    String[] parts = request.split(" ", 3);
    if (parts.length == 3) {
      entry.put("clf.method", parts[0]);
      entry.put("clf.request_uri", parts[1]);
      entry.put("clf.protocol", parts[2]);
    }
  }

  /// A text in double quotes, without its escapes.
  private String quoted(String what) {
    expect('"', what + " in quotes");
    int from = at;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= line.length()) {
      throw refused(what + " in quotes");
    }
    String text = line.substring(from, at++);
    return text.indexOf('\\') < 0 ? text : unescaped(text);
  }

  private static String unescaped(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] != '\\' || i + 1 == utf8.length) {
        out.write(utf8[i]);
        continue;
      }
      byte escape = utf8[++i];
      int hex = escape == 'x' && i + 2 < utf8.length ? hex(utf8[i + 1], utf8[i + 2]) : -1;
      if (hex >= 0) {
        out.write(hex);
        i += 2;
        continue;
      }
      int character = "bnrtvf\"\\".indexOf(escape);
      if (character < 0) {
        out.write('\\');
        out.write(escape);
      } else {
        out.write("\b\n\r\t\u000B\f\"\\".charAt(character));
      }
    }
    return out.toString(UTF_8);
  }

  private static int hex(byte high, byte low) {
    int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
    return Character.digit(high, 16) < 0 ? -1 : value;
  }

  private Long number(String what, String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " \"" + text + "\" (expected: a number)", e);
    }
  }

  private void expect(char c, String what) {
    if (at >= line.length() || line.charAt(at) != c) {
      throw refused(what);
    }
    at++;
  }

  private IllegalArgumentException refused(String expected) {
    return new IllegalArgumentException(
        "no line of an access log at character " + (at + 1) + " (expected: " + expected + ")");
  }
}
