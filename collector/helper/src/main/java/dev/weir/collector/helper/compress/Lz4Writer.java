package dev.weir.collector.helper.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Writes one LZ4 block, see [Lz4Reader]. A table of hashes finds where the same four bytes stood
/// before.
final class Lz4Writer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MIN_MATCH = 4;
  private static final int LONG = 15;
  private static final int MAX_OFFSET = 0xFFFF;

  /// The last match begins at least so far from the end, and the last bytes are literals.
  private static final int MARGIN = 12;

  private static final int LAST_LITERALS = 5;
  private static final int TABLE_BITS = 13;
  private static final int HASH_FACTOR = 0x9E3779B1;

  private final byte[] in;
  private final byte[] out;
  private int to;

  private Lz4Writer(byte[] in, byte[] out, int to) {
    this.in = in;
    this.out = out;
    this.to = to;
  }

  static int maxSize(int length) {
    return Math.toIntExact(16L + length + length / 255);
  }

  /// Writes a block and returns where it ends.
  static int write(byte[] in, int offset, int length, byte[] out, int to) {
    Lz4Writer writer = new Lz4Writer(in, out, to);
    writer.block(offset, offset + length);
    return writer.to;
  }

  private void block(int start, int end) {
    int[] table = new int[1 << TABLE_BITS];
    int limit = end - MARGIN;
    int literalFrom = start;
    int at = start + 1;
    int misses = 64;
    while (at < limit) {
      int four = (int) INT.get(in, at);
      int hash = (four * HASH_FACTOR) >>> (Integer.SIZE - TABLE_BITS);
      int candidate = start + table[hash];
      table[hash] = at - start;
      if (at - candidate <= MAX_OFFSET && (int) INT.get(in, candidate) == four) {
        int matched = matched(candidate + MIN_MATCH, at + MIN_MATCH, end - LAST_LITERALS);
        sequence(literalFrom, at - literalFrom, at - candidate, matched);
        at += MIN_MATCH + matched;
        literalFrom = at;
        misses = 64;
      } else {
        at += misses++ >> 6;
      }
    }
    literals(literalFrom, end - literalFrom, 0);
  }

  private int matched(int candidate, int at, int end) {
    int a = candidate;
    int b = at;
    while (b < end && in[a] == in[b]) {
      a++;
      b++;
    }
    return b - at;
  }

  private void sequence(int literalFrom, int literals, int offset, int matched) {
    literals(literalFrom, literals, Math.min(matched, LONG));
    out[to++] = (byte) offset;
    out[to++] = (byte) (offset >> 8);
    rest(matched);
  }

  private void literals(int from, int length, int codedMatch) {
    out[to++] = (byte) ((Math.min(length, LONG) << 4) | codedMatch);
    rest(length);
    System.arraycopy(in, from, out, to, length);
    to += length;
  }

  /// What does not fit into the four bits of the token.
  private void rest(int length) {
    if (length >= LONG) {
      int left = length - LONG;
      for (; left >= 0xFF; left -= 0xFF) {
        out[to++] = (byte) 0xFF;
      }
      out[to++] = (byte) left;
    }
  }
}
