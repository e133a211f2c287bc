package dev.weir.otlp.json;

/// UTF-8 (RFC 3629): no surrogates, nothing above U+10FFFF, no longer form than needed.
final class Utf8 {
  static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /// Bytes of the character of more than one byte that starts at `at`, or 0 when it is not valid.
  static int sequenceLength(byte[] buffer, int at, int end) {
    int first = buffer[at] & 0xFF;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (end - at < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((buffer[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = buffer[at + 1] & 0xFF;
    boolean valid =
        switch (first) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return valid ? length : 0;
  }

  /// Writes one character to the start of `target`, and returns how many bytes it took.
  static int encode(int codePoint, byte[] target) {
    if (codePoint < 0x80) {
      target[0] = (byte) codePoint;
      return 1;
    }
    int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = length - 1; i > 0; i--) {
      target[i] = (byte) (0x80 | (rest & 0x3F));
      rest >>>= 6;
    }
    // The leading ones of the first byte say how many bytes there are.
    target[0] = (byte) ((0xF00 >> length) | rest);
    return length;
  }
}
