package dev.weir.ottl.syntax;

import java.util.Arrays;

/// The tokens of a text.
///
/// | kind   | is                                                        |
/// |--------|-----------------------------------------------------------|
/// | BYTES  | `0x` and hexadecimal digits                               |
/// | REAL   | `1.5`, `1.`, `.5`, each with an exponent or without       |
/// | INT    | digits                                                    |
/// | TEXT   | a string in double quotes                                 |
/// | WORD   | letters, digits and `_`, beginning with a letter; keywords|
/// | BLANK  | `_`                                                       |
/// | SIGN   | an operator or a punctuation mark                         |
/// | END    | the end of the text                                       |
final class Tokens {
  enum Kind {
    BYTES,
    REAL,
    INT,
    TEXT,
    WORD,
    BLANK,
    SIGN,
    END
  }

  private static final int WIDTH = 2;

  private final String text;

  /// Start and end of each token.
  private int[] rows = new int[64 * WIDTH];

  private Kind[] kinds = new Kind[64];

  private int count;

  Tokens(String text) {
    this.text = text;
    int at = 0;
    while (true) {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        break;
      }
      at = read(at);
    }
    add(Kind.END, at, at);
  }

  int count() {
    return count;
  }

  Kind kind(int token) {
    return kinds[token];
  }

  int start(int token) {
    return rows[token * WIDTH];
  }

  int end(int token) {
    return rows[token * WIDTH + 1];
  }

  String text(int token) {
    return text.substring(start(token), end(token));
  }

  boolean is(int token, String expected) {
    int start = start(token);
    return end(token) - start == expected.length() && text.startsWith(expected, start);
  }

  private int read(int at) {
    char first = text.charAt(at);
    if (isDigit(first) || (first == '.' && isDigit(peek(at + 1)))) {
      return number(at);
    }
    if (first == '"') {
      return add(Kind.TEXT, at, endOfString(at));
    }
    if (isLetter(first)) {
      int end = at + 1;
      while (isLetter(peek(end)) || isDigit(peek(end)) || peek(end) == '_') {
        end++;
      }
      return add(Kind.WORD, at, end);
    }
    if (first == '_' && !isLetter(peek(at + 1)) && peek(at + 1) != '_' && !isDigit(peek(at + 1))) {
      return add(Kind.BLANK, at, at + 1);
    }
    return sign(at, first);
  }

  private int sign(int at, char first) {
    char second = peek(at + 1);
    boolean isPair =
        switch (first) {
          case '=' -> second == '=' || second == '>';
          case '!', '<', '>' -> second == '=';
          default -> false;
        };
    if (isPair) {
      return add(Kind.SIGN, at, at + 2);
    }
    if ("=<>+-*/(){}[]:,.".indexOf(first) < 0) {
      String found = new StringBuilder().appendCodePoint(text.codePointAt(at)).toString();
      throw new SyntaxException(
          at, "found \"" + found + "\" (expected: a name, a literal or an operator)");
    }
    return add(Kind.SIGN, at, at + 1);
  }

  private int number(int at) {
    if (text.charAt(at) == '0' && peek(at + 1) == 'x' && isHex(peek(at + 2))) {
      int end = at + 2;
      while (isHex(peek(end))) {
        end++;
      }
      return add(Kind.BYTES, at, end);
    }
    int end = digits(at);
    if (peek(end) != '.') {
      return add(Kind.INT, at, end);
    }
    end = digits(end + 1);
    if (peek(end) == 'e' || peek(end) == 'E') {
      int sign = peek(end + 1) == '+' || peek(end + 1) == '-' ? 1 : 0;
      if (isDigit(peek(end + 1 + sign))) {
        end = digits(end + 1 + sign);
      }
    }
    return add(Kind.REAL, at, end);
  }

  private int digits(int at) {
    int end = at;
    while (isDigit(peek(end))) {
      end++;
    }
    return end;
  }

  private int endOfString(int at) {
    for (int i = at + 1; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\\') {
        i++;
      } else if (next == '"') {
        return i + 1;
      }
    }
    throw new SyntaxException(at, "string without an end (expected: a closing \")");
  }

  private int add(Kind kind, int start, int end) {
    if (count == kinds.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
      kinds = Arrays.copyOf(kinds, kinds.length * 2);
    }
    kinds[count] = kind;
    rows[count * WIDTH] = start;
    rows[count * WIDTH + 1] = end;
    count++;
    return end;
  }

  private char peek(int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isSpace(char next) {
    return next == ' ' || next == '\n' || next == '\t' || next == '\r' || next == '\f';
  }

  private static boolean isDigit(char next) {
    return next >= '0' && next <= '9';
  }

  private static boolean isHex(char next) {
    return isDigit(next) || (next >= 'a' && next <= 'f') || (next >= 'A' && next <= 'F');
  }

  private static boolean isLetter(char next) {
    return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
  }
}
