package dev.weir.otlp.scan;

import dev.weir.otlp.wire.FieldCursor;

/// Tells UTF-8 from other bytes: no surrogates, no overlong forms, nothing above U+10FFFF.
final class Utf8 {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /// True if the bytes from `start` to `end` are valid UTF-8.
  ///
  /// Most strings are ASCII and shorter than 32 bytes: those are read in two or four overlapping
  /// words, since a loop that runs once or twice costs more than what it does.
  static boolean isValid(byte[] buffer, int start, int end) {
    return isAscii(buffer, start, end) || isValidText(buffer, start, end);
  }

  private static boolean isAscii(byte[] buffer, int start, int end) {
    int length = end - start;
    if (length < 8) {
      return isShortAscii(buffer, start, end);
    }
    long bits = word(buffer, start) | word(buffer, end - 8);
    if (length > 16) {
      bits |= word(buffer, start + 8) | word(buffer, end - 16);
      if (length > 32) {
        return (bits & NOT_ASCII) == 0 && isLongAscii(buffer, start + 16, end - 16);
      }
    }
    return (bits & NOT_ASCII) == 0;
  }

  /// Reads a word and masks out what lies behind the end.
  private static boolean isShortAscii(byte[] buffer, int start, int end) {
    if (buffer.length - start < 8) {
      return false;
    }
    long mask = (1L << ((end - start) * 8)) - 1;
    return (word(buffer, start) & NOT_ASCII & mask) == 0;
  }

  private static boolean isLongAscii(byte[] buffer, int start, int end) {
    for (int at = start; at < end; at += 8) {
      if ((word(buffer, at) & NOT_ASCII) != 0) {
        return false;
      }
    }
    return true;
  }

  private static long word(byte[] buffer, int at) {
    return FieldCursor.fixed64At(buffer, at);
  }

  private static boolean isValidText(byte[] buffer, int start, int end) {
    for (int at = start; at < end; ) {
      int size = buffer[at] >= 0 ? 1 : sequence(buffer, at, end);
      if (size == 0) {
        return false;
      }
      at += size;
    }
    return true;
  }

  /// The length of the sequence of 2 to 4 bytes at `at`, or 0 if it is none.
  private static int sequence(byte[] buffer, int at, int end) {
    int lead = buffer[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (end - at < size || !isValidSecond(lead, buffer[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((buffer[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /// The second byte rules out overlong forms, surrogates and what lies above U+10FFFF.
  private static boolean isValidSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> (second & 0xC0) == 0x80;
    };
  }
}
