package dev.weir.otlp.json;

import java.util.Arrays;

/// Recognises one text, eight bytes at a time.
final class KeyMatcher {
  private final byte[] padded;
  private final int length;
  private final long head;
  private final long headMask;

  KeyMatcher(byte[] key) {
    this.length = key.length;
    this.padded = Arrays.copyOf(key, Math.max(length, Long.BYTES));
    this.head = Words.at(padded, 0);
    this.headMask = length >= Long.BYTES ? -1L : (1L << (length * Byte.SIZE)) - 1;
  }

  int length() {
    return length;
  }

  /// Whether the key stands at `at`. Says no to one within the last eight bytes before `end`.
  boolean matches(byte[] text, int at, int end) {
    if (end - at < padded.length || (Words.at(text, at) & headMask) != head) {
      return false;
    }
    int i = Long.BYTES;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      if (Words.at(text, at + i) != Words.at(padded, i)) {
        return false;
      }
    }
    // The last word overlaps the one before it.
    int tail = length - Long.BYTES;
    return i >= length || Words.at(text, at + tail) == Words.at(padded, tail);
  }
}
