package dev.weir.otlp.json;

import dev.weir.otlp.wire.ProtoWriter;

/// Decodes the escapes of JSON strings whose grammar was checked. A surrogate without its partner
/// becomes U+FFFD.
final class JsonEscapes {
  private static final int UNICODE_ESCAPE_LENGTH = 6;

  private final byte[] character = new byte[4];

  /// Appends the value of the string that lies between `from` and `to`, quotes excluded.
  void decode(byte[] text, int from, int to, ProtoWriter out) {
    int at = from;
    int plain = from;
    while (at < to) {
      if (text[at] != '\\') {
        at++;
        continue;
      }
      out.raw(text, plain, at - plain);
      at = decodeOne(text, at, to, out);
      plain = at;
    }
    out.raw(text, plain, at - plain);
  }

  /// Appends one character, and returns where the text goes on.
  private int decodeOne(byte[] text, int at, int to, ProtoWriter out) {
    byte kind = text[at + 1];
    if (kind != 'u') {
      append(simple(kind), out);
      return at + 2;
    }
    char unit = codeUnit(text, at);
    int next = at + UNICODE_ESCAPE_LENGTH;
    if (!Character.isSurrogate(unit)) {
      append(unit, out);
      return next;
    }
    if (Character.isHighSurrogate(unit) && isUnicodeEscape(text, next, to)) {
      char low = codeUnit(text, next);
      if (Character.isLowSurrogate(low)) {
        append(Character.toCodePoint(unit, low), out);
        return next + UNICODE_ESCAPE_LENGTH;
      }
    }
    append(Utf8.REPLACEMENT, out);
    return next;
  }

  private void append(int codePoint, ProtoWriter out) {
    out.raw(character, 0, Utf8.encode(codePoint, character));
  }

  private static boolean isUnicodeEscape(byte[] text, int at, int to) {
    return at + UNICODE_ESCAPE_LENGTH <= to && text[at] == '\\' && text[at + 1] == 'u';
  }

  private static char codeUnit(byte[] text, int backslash) {
    int unit = 0;
    for (int i = 2; i < UNICODE_ESCAPE_LENGTH; i++) {
      unit = (unit << 4) | Hex.digit(text[backslash + i]);
    }
    return (char) unit;
  }

  private static int simple(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
