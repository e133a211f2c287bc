package dev.weir.ottl.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Literals as text, with the escapes that Go has.
final class Strings {
  private Strings() {}

  /// The content of a string in double quotes that stands at `at`.
  static String unquote(String quoted, int at) {
    int end = quoted.length() - 1;
    if (quoted.indexOf('\\') < 0 && quoted.indexOf('\n') < 0) {
      return quoted.substring(1, end);
    }
    StringBuilder out = new StringBuilder();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int i = 1;
    while (i < end) {
      char next = quoted.charAt(i);
      if (next == '\n') {
        throw new SyntaxException(at + i, "line break in a string (expected: \\n)");
      }
      if (next != '\\') {
        flush(raw, out);
        out.append(next);
        i++;
        continue;
      }
      char kind = quoted.charAt(i + 1);
      int digits = digits(kind);
      if (digits == 0) {
        flush(raw, out);
        out.append(simple(kind, at + i));
        i += 2;
        continue;
      }
      int from = digits == 3 ? i + 1 : i + 2;
      int code = code(quoted, from, digits, at + i, end);
      if (kind == 'u' || kind == 'U') {
        flush(raw, out);
        appendCodePoint(code, out, at + i);
      } else {
        raw.write(code);
      }
      i = from + digits;
    }
    flush(raw, out);
    return out.toString();
  }

  /// Decimal digits, octal ones behind a leading 0, as Go reads them.
  static long parseInt(String digits, int at) {
    try {
      boolean isOctal = digits.length() > 1 && digits.charAt(0) == '0';
      return Long.parseLong(digits, isOctal ? 8 : 10);
    } catch (NumberFormatException e) {
      throw new SyntaxException(
          at, "int " + digits + " (expected: at most 9223372036854775807; behind a 0, octal)");
    }
  }

  /// Writes a string as a literal.
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(next -> {
          switch (next) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (next < ' ' || next == 0x7F) {
                out.append("\\u%04x".formatted(next));
              } else {
                out.appendCodePoint(next);
              }
            }
          }
        });
    return out.append('"').toString();
  }

  private static int digits(char kind) {
    return switch (kind) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
      default -> 0;
    };
  }

  private static char simple(char kind, int at) {
    return switch (kind) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\' -> '\\';
      case '"' -> '"';
      default ->
          throw new SyntaxException(
              at,
              "escape \\"
                  + kind
                  + " (expected: \\\\, \\\", \\a, \\b, \\f, \\n, \\r, \\t, \\v, \\x, \\u, \\U or"
                  + " octal digits; write \\\\"
                  + kind
                  + " for a backslash)");
    };
  }

  private static int code(String quoted, int from, int digits, int at, int end) {
    try {
      if (from + digits <= end) {
        int code =
            Integer.parseUnsignedInt(quoted.substring(from, from + digits), digits == 3 ? 8 : 16);
        if (digits != 3 || code < 256) {
          return code;
        }
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new SyntaxException(at, "escape with too few digits, or too large");
  }

  private static void appendCodePoint(int code, StringBuilder out, int at) {
    if (code < 0 || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code < 0xE000)) {
      throw new SyntaxException(at, "escape that is no character");
    }
    out.appendCodePoint(code);
  }

  private static void flush(ByteArrayOutputStream raw, StringBuilder out) {
    if (raw.size() > 0) {
      out.append(raw.toString(UTF_8));
      raw.reset();
    }
  }
}
