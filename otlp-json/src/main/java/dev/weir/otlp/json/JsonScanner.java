package dev.weir.otlp.json;

import dev.weir.otlp.wire.ProtoWriter;

/// Reads JSON (RFC 8259) from bytes, token by token, in place: a string is a range of the input,
/// checked to be UTF-8, and is decoded only when it has escapes. Never reads past the end.
final class JsonScanner {
  static final int END = -1;

  private final byte[] buffer;
  private final int start;
  private final int end;
  private final JsonEscapes escapes = new JsonEscapes();
  private int position;

  private int tokenStart;
  private int tokenEnd;
  private boolean hasEscapes;

  JsonScanner(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.start = offset;
    this.end = offset + length;
    this.position = offset;
  }

  /// Where the next byte is.
  int position() {
    return position;
  }

  byte[] buffer() {
    return buffer;
  }

  /// Where the last string or number begins; quotes are not part of it.
  int tokenStart() {
    return tokenStart;
  }

  int tokenEnd() {
    return tokenEnd;
  }

  /// Whether the last string has escapes, so that its bytes are not yet its value.
  boolean hasEscapes() {
    return hasEscapes;
  }

  /// Skips white space and looks at the next byte, or returns [#END].
  int peek() {
    while (position < end) {
      byte next = buffer[position];
      if (next > ' ') {
        return next;
      }
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xFF;
      }
      position++;
    }
    return END;
  }

  /// Steps over the byte that [#peek()] saw.
  void advance() {
    position++;
  }

  void expect(char expected, String what) {
    if (peek() != expected) {
      throw unexpected(what);
    }
    position++;
  }

  /// After an element: true when another one follows, false when `close` ended the list.
  boolean more(char close) {
    int next = peek();
    if (next == ',') {
      position++;
      return true;
    }
    if (next == close) {
      position++;
      return false;
    }
    throw unexpected("a comma or " + close);
  }

  void literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (position + i >= end || buffer[position + i] != text.charAt(i)) {
        throw unexpected(text);
      }
    }
    position += text.length();
  }

  /// Steps over the name of `field` and its colon when that is what stands here.
  boolean name(Field field) {
    return peek() == '"' && skip(field.matcher);
  }

  /// Steps over a text when that is what stands here.
  boolean skip(KeyMatcher text) {
    if (!text.matches(buffer, position, end)) {
      return false;
    }
    position += text.length();
    return true;
  }

  /// Steps over plain ASCII, and returns where it ends.
  int skipPlainAscii() {
    position = Words.endOfPlainAscii(buffer, position, end);
    return position;
  }

  /// Goes back to where [#position()] was.
  void rewind(int earlier) {
    position = earlier;
  }

  /// Locates a string whose opening quote is next, and checks it.
  void string(String what) {
    if (peek() != '"') {
      throw unexpected(what);
    }
    position++;
    tokenStart = position;
    hasEscapes = false;
    while (!atClosingQuote()) {
      if (position >= end) {
        throw unexpected("a closing quote");
      }
      int next = buffer[position];
      if (next < 0) {
        multibyte();
      } else if (next == '\\') {
        hasEscapes = true;
        escape();
      } else {
        throw unexpected("a control character written as an escape");
      }
    }
    tokenEnd = position;
    position++;
  }

  /// Moves over plain ASCII to the next byte that needs a look.
  private boolean atClosingQuote() {
    return skipPlainAscii() < end && buffer[position] == '"';
  }

  private void multibyte() {
    int length = Utf8.sequenceLength(buffer, position, end);
    if (length == 0) {
      throw error("byte " + hex(buffer[position] & 0xFF) + " (expected: text in UTF-8)", position);
    }
    position += length;
  }

  private void escape() {
    int kind = position + 1 < end ? buffer[position + 1] : END;
    switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> position += 2;
      case 'u' -> {
        for (int i = 2; i < 6; i++) {
          if (position + i >= end || Hex.digit(buffer[position + i]) < 0) {
            throw unexpected("four hexadecimal digits after \\u");
          }
        }
        position += 6;
      }
      default -> throw unexpected("an escape such as \\n or \\u00e9");
    }
  }

  /// Appends the value of the last string, escapes decoded.
  void unescape(ProtoWriter out) {
    escapes.decode(buffer, tokenStart, tokenEnd, out);
  }

  /// Locates a number and checks its grammar; returns whether it has a fraction or an exponent.
  boolean number(String what) {
    tokenStart = position;
    int at = position;
    if (at < end && buffer[at] == '-') {
      at++;
    }
    int digits = at;
    at = digits(at);
    if (at == digits || (buffer[digits] == '0' && at - digits > 1)) {
      throw unexpected(what);
    }
    int integerEnd = at;
    if (at < end && buffer[at] == '.') {
      at = atLeastOneDigit(at + 1, what);
    }
    if (at < end && (buffer[at] | 0x20) == 'e') {
      at++;
      if (at < end && (buffer[at] == '+' || buffer[at] == '-')) {
        at++;
      }
      at = atLeastOneDigit(at, what);
    }
    tokenEnd = at;
    position = at;
    return at != integerEnd;
  }

  private int atLeastOneDigit(int from, String what) {
    int to = digits(from);
    if (to == from) {
      throw unexpected(what);
    }
    return to;
  }

  private int digits(int from) {
    int at = from;
    while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
      at++;
    }
    return at;
  }

  /// An error at the next byte.
  MalformedOtlpJsonException unexpected(String expected) {
    String found = position >= end ? "end of text" : Excerpt.of(buffer, position, wordEnd());
    return error(found + " (expected: " + expected + ")", position);
  }

  /// The end of what stands at the next byte, for an error message.
  private int wordEnd() {
    int at = position + 1;
    while (at < end && ",:]} \t\r\n".indexOf(buffer[at]) < 0) {
      at++;
    }
    return at;
  }

  MalformedOtlpJsonException error(String what, int at) {
    return new MalformedOtlpJsonException(what, at - start);
  }

  private static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }
}
