package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.otlp.wire.ProtoWriter;

/// Sampling thresholds and randomness as OpenTelemetry has them (OTEP 235): numbers of 56 bits. An
/// item is sampled if its randomness is not below the threshold, so a threshold is the probability
/// of being rejected. Written as up to 14 hexadecimal digits, the threshold without trailing zeros:
/// `8` is one in two, `c` one in four.
final class Thresholds {
  static final int DIGITS = 14;

  /// Above every randomness: never sampled.
  static final long NEVER = 1L << 56;

  static final long ALWAYS = 0;
  static final double MIN_PROBABILITY = 0x1p-56;

  /// No threshold, no randomness.
  static final long NONE = -1;

  private static final int DIGIT_BITS = 4;

  private Thresholds() {}

  static boolean isProbability(double probability) {
    return probability >= MIN_PROBABILITY && probability <= 1;
  }

  /// The threshold of a probability, rounded to so many digits, and to more where those begin with
  /// zeros or `f`, so that the relative error stays small at both ends.
  static long of(double probability, int precision) {
    if (probability == 1) {
      return ALWAYS;
    }
    int digits =
        Math.min(
            DIGITS,
            precision + Math.max(leadingDigits(probability), leadingDigits(1 - probability)));
    long threshold = NEVER - Math.round(probability * 0x1p56);
    int dropped = DIGIT_BITS * (DIGITS - digits);
    return dropped == 0 ? threshold : (threshold + (1L << (dropped - 1))) >>> dropped << dropped;
  }

  static double probability(long threshold) {
    return (NEVER - threshold) * 0x1p-56;
  }

  /// Writes a threshold, which is below [#NEVER].
  static void write(long threshold, ProtoWriter out) {
    int digits = DIGITS - Long.numberOfTrailingZeros(threshold | NEVER) / DIGIT_BITS;
    writeDigits(threshold, Math.max(1, digits), out);
  }

  static void writeRandomness(long randomness, ProtoWriter out) {
    writeDigits(randomness, DIGITS, out);
  }

  /// Reads a threshold, or gives [#NONE] if it is none.
  static long read(byte[] buffer, int from, int to) {
    int length = to - from;
    if (length == 0 || length > DIGITS) {
      return NONE;
    }
    long digits = readDigits(buffer, from, to);
    return digits < 0 ? NONE : digits << (DIGIT_BITS * (DIGITS - length));
  }

  /// Reads a randomness, or gives [#NONE] if it is none.
  static long readRandomness(byte[] buffer, int from, int to) {
    return to - from == DIGITS ? readDigits(buffer, from, to) : NONE;
  }

  /// How many digits are zeros before the first that is not.
  private static int leadingDigits(double fraction) {
    return -(Math.getExponent(fraction) + 1) / DIGIT_BITS;
  }

  private static void writeDigits(long value, int count, ProtoWriter out) {
    byte[] digits = new byte[count];
    for (int i = 0; i < count; i++) {
      int digit = (int) (value >>> (DIGIT_BITS * (DIGITS - 1 - i))) & 0xF;
      digits[i] = (byte) Character.forDigit(digit, 16);
    }
    out.raw(digits, 0, count);
  }

  private static long readDigits(byte[] buffer, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(buffer[i], 16);
      if (digit < 0) {
        return NONE;
      }
      value = value << DIGIT_BITS | digit;
    }
    return value;
  }
}
