package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import io.netty.util.internal.PlatformDependent;
import java.util.Arrays;

/// Decompressed bytes in the making: an array that grows up to a limit.
final class Output {
  private static final int MIN_CAPACITY = 256;

  /// How many times the compressed size is assumed where nothing better is known.
  private static final int USUAL_RATIO = 5;

  final String encoding;
  final int maxBytes;
  byte[] bytes;
  int length;

  /// @param expected how many bytes will come out, as far as is known; not trusted
  Output(String encoding, long expected, int maxBytes) {
    this.encoding = encoding;
    this.maxBytes = maxBytes;
    bytes =
        PlatformDependent.allocateUninitializedArray(
            Math.clamp(expected, Math.min(MIN_CAPACITY, maxBytes), maxBytes));
  }

  static long usualSize(int compressed) {
    return (long) compressed * USUAL_RATIO;
  }

  int room() {
    return bytes.length - length;
  }

  /// Makes room for `more` bytes.
  ///
  /// @throws CompressionException when they would lead beyond the limit
  void ensure(int more) {
    if (more <= bytes.length - length) {
      return;
    }
    if (more > maxBytes - length) {
      throw CompressionException.tooLarge(encoding, maxBytes);
    }
    long doubled = Math.min(maxBytes, bytes.length * 2L);
    bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, length + more));
  }

  void append(byte[] from, int offset, int count) {
    ensure(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /// Appends `count` bytes that stand `distance` before the end, which may be those that this call
  /// appends. There must be room.
  void repeat(int distance, int count) {
    byte[] array = bytes;
    int from = length - distance;
    int left = count;
    int to = length;
    length += count;
    while (left > 0) {
      int step = Math.min(left, to - from);
      System.arraycopy(array, from, array, to, step);
      to += step;
      left -= step;
    }
  }

  /// What came out. A batch may live long in a queue, so an array that is far too large is cut.
  ByteRange range() {
    boolean wasteful = bytes.length - length > bytes.length / 4;
    return wasteful ? ByteRange.of(Arrays.copyOf(bytes, length)) : new ByteRange(bytes, 0, length);
  }
}
