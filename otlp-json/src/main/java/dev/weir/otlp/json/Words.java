package dev.weir.otlp.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes of text at a time.
///
/// A byte `b` is zero exactly when `(b - 1) & ~b` has its highest bit set and no lower byte
/// borrowed; a borrow only ever follows a byte that was found, so the lowest bit of a result is
/// always right, and only that one is used.
final class Words {
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private Words() {}

  /// The first byte from `from` that ends a string or needs a closer look: a quote, a backslash, a
  /// control character, a byte that is not ASCII; or `end`.
  static int endOfPlainAscii(byte[] text, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = at(text, at);
      long stops = (special(word) | word) & HIGH_BITS;
      if (stops != 0) {
        return at + (Long.numberOfTrailingZeros(stops) >>> 3);
      }
    }
    while (at < end && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }

  /// The first byte from `from` that JSON writes as an escape, or `end`.
  static int endOfUnescaped(byte[] text, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = at(text, at);
      long stops = special(word) & ~word & HIGH_BITS;
      if (stops != 0) {
        return at + (Long.numberOfTrailingZeros(stops) >>> 3);
      }
    }
    while (at < end && !isEscaped(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isEscaped(byte character) {
    return character == '"' || character == '\\' || (character >= 0 && character < ' ');
  }

  private static long special(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    return ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (word - SPACES);
  }

  /// Eight bytes, the first one in the lowest bits.
  static long at(byte[] text, int offset) {
    return (long) LONG_LE.get(text, offset);
  }
}
