package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Hexadecimal digits, of either case when read, lower-case when written.
final class Hex {
  private static final byte[] VALUES = new byte[128];
  private static final byte[] CHARACTERS = "0123456789abcdef".getBytes(US_ASCII);

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (char digit = '0'; digit <= '9'; digit++) {
      VALUES[digit] = (byte) (digit - '0');
    }
    for (int i = 0; i < 6; i++) {
      VALUES['a' + i] = (byte) (10 + i);
      VALUES['A' + i] = (byte) (10 + i);
    }
  }

  private Hex() {}

  /// The value of a digit, or -1 when it is none.
  static int digit(byte character) {
    return character < 0 ? -1 : VALUES[character];
  }

  /// The digit of a value from 0 to 15.
  static byte character(int value) {
    return CHARACTERS[value];
  }
}
