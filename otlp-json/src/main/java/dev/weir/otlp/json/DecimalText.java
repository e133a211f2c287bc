package dev.weir.otlp.json;

/// Doubles as the Collector writes them in JSON: the fewest digits that read back as the same
/// number, with an exponent only below 1e-6 and from 1e21.
final class DecimalText {
  /// Bytes that any text fits in.
  static final int MAX_LENGTH = 32;

  private static final double MAX_WHOLE = 1L << 53;
  private static final int MAX_DIGITS = 17;

  private final byte[] digits = new byte[MAX_DIGITS + 3];
  private int count;

  /// Where the decimal point stands, counted from the first digit.
  private int exponent;

  /// Whether `value` is a whole number that can be written as a `long`.
  static boolean isWhole(double value) {
    return value == Math.rint(value)
        && Math.abs(value) <= MAX_WHOLE
        && Double.doubleToRawLongBits(value) != Long.MIN_VALUE;
  }

  /// Writes a finite number into `target` from `offset`, and returns where its text ends.
  int write(double value, byte[] target, int offset) {
    double magnitude = Math.abs(value);
    int at = offset;
    if (Double.doubleToRawLongBits(value) < 0) {
      target[at++] = '-';
    }
    take(Double.toString(magnitude));
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
      return scientific(target, at);
    }
    return plain(target, at);
  }

  /// Notes the digits of what Java prints, which is `12.5` or `1.25E-7`, without zeros around them.
  private void take(String java) {
    count = 0;
    exponent = 0;
    boolean fraction = false;
    for (int i = 0; i < java.length(); i++) {
      char character = java.charAt(i);
      if (character == '.') {
        fraction = true;
      } else if (character == 'E') {
        exponent += Integer.parseInt(java, i + 1, java.length(), 10);
        break;
      } else if (count == 0 && character == '0') {
        exponent -= fraction ? 1 : 0;
      } else {
        exponent += fraction ? 0 : 1;
        digits[count++] = (byte) character;
      }
    }
    while (count > 0 && digits[count - 1] == '0') {
      count--;
    }
    if (count == 0) {
      digits[count++] = '0';
      exponent = 1;
    }
  }

  private int plain(byte[] target, int offset) {
    int at = offset;
    if (exponent <= 0) {
      target[at++] = '0';
      target[at++] = '.';
      at = zeros(-exponent, target, at);
    }
    for (int i = 0; i < count; i++) {
      if (i > 0 && i == exponent) {
        target[at++] = '.';
      }
      target[at++] = digits[i];
    }
    return zeros(exponent - count, target, at);
  }

  private static int zeros(int number, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < number; i++) {
      target[at++] = '0';
    }
    return at;
  }

  private int scientific(byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      if (i == 1) {
        target[at++] = '.';
      }
      target[at++] = digits[i];
    }
    int power = exponent - 1;
    target[at++] = 'e';
    target[at++] = (byte) (power < 0 ? '-' : '+');
    int magnitude = Math.abs(power);
    if (magnitude >= 100) {
      target[at++] = (byte) ('0' + magnitude / 100);
    }
    target[at++] = (byte) ('0' + magnitude / 10 % 10);
    target[at++] = (byte) ('0' + magnitude % 10);
    return at;
  }
}
