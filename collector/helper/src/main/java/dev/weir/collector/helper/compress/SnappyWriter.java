package dev.weir.collector.helper.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes one snappy block. The input is cut into fragments of 64 KiB, so that every copy fits into
/// an offset of 16 bits; in each, a table of hashes finds where the same four bytes stood before.
final class SnappyWriter {
  static final int FRAGMENT = 1 << 16;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAX_TABLE_BITS = 14;
  private static final int MIN_TABLE_BITS = 8;
  private static final int HASH_FACTOR = 0x1E35A7BD;

  /// So close to the end no match is looked for, which lets all reads be of eight bytes.
  private static final int MARGIN = 15;

  private static final int MAX_COPY = 64;

  private final byte[] in;
  private final byte[] out;
  private int to;

  private SnappyWriter(byte[] in, byte[] out, int to) {
    this.in = in;
    this.out = out;
    this.to = to;
  }

  /// How long a block of `length` bytes may become.
  static int maxSize(int length) {
    return Math.toIntExact(32L + length + length / 6);
  }

  /// Writes a block and returns where it ends.
  static int write(byte[] in, int offset, int length, byte[] out, int to) {
    SnappyWriter writer = new SnappyWriter(in, out, to);
    writer.size(length);
    short[] table = new short[1 << tableBits(Math.min(length, FRAGMENT))];
    for (int done = 0; done < length; done += FRAGMENT) {
      if (done > 0) {
        Arrays.fill(table, (short) 0);
      }
      writer.fragment(offset + done, Math.min(FRAGMENT, length - done), table);
    }
    return writer.to;
  }

  private static int tableBits(int length) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(length);
    return Math.clamp(bits, MIN_TABLE_BITS, MAX_TABLE_BITS);
  }

  private void fragment(int base, int length, short[] table) {
    int shift = Integer.SIZE - Integer.numberOfTrailingZeros(table.length);
    int limit = base + length - MARGIN;
    int literalFrom = base;
    int at = base + 1;
    int misses = 32;
    while (at < limit) {
      int hash = (read4(at) * HASH_FACTOR) >>> shift;
      int candidate = base + (table[hash] & 0xFFFF);
      table[hash] = (short) (at - base);
      if (candidate < at && read4(candidate) == read4(at)) {
        literal(literalFrom, at - literalFrom);
        int matched = 4 + matched(candidate + 4, at + 4, base + length);
        copy(at - candidate, matched);
        at += matched;
        literalFrom = at;
        misses = 32;
        if (at < limit) {
          table[(read4(at - 1) * HASH_FACTOR) >>> shift] = (short) (at - 1 - base);
        }
      } else {
        at += misses++ >> 5;
      }
    }
    literal(literalFrom, base + length - literalFrom);
  }

  private int read4(int at) {
    return (int) INT.get(in, at);
  }

  private int matched(int candidate, int at, int end) {
    int from = at;
    int a = candidate;
    int b = at;
    while (b <= end - 8) {
      long difference = (long) LONG.get(in, a) ^ (long) LONG.get(in, b);
      if (difference != 0) {
        return b - from + Long.numberOfTrailingZeros(difference) / 8;
      }
      a += 8;
      b += 8;
    }
    while (b < end && in[a] == in[b]) {
      a++;
      b++;
    }
    return b - from;
  }

  private void size(int length) {
    int rest = length;
    while (rest >= 0x80) {
      out[to++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[to++] = (byte) rest;
  }

  private void literal(int from, int length) {
    if (length == 0) {
      return;
    }
    int coded = length - 1;
    if (coded < 60) {
      out[to++] = (byte) (coded << 2);
    } else if (coded < 1 << 8) {
      out[to++] = (byte) (60 << 2);
      out[to++] = (byte) coded;
    } else {
      out[to++] = (byte) (61 << 2);
      out[to++] = (byte) coded;
      out[to++] = (byte) (coded >> 8);
    }
    System.arraycopy(in, from, out, to, length);
    to += length;
  }

  private void copy(int offset, int length) {
    int left = length;
    while (left > MAX_COPY) {
      // never leave a rest that would be too short for a copy of its own
      int step = left - MAX_COPY < 4 ? MAX_COPY - 4 : MAX_COPY;
      longCopy(offset, step);
      left -= step;
    }
    if (left < 12 && offset < 2048) {
      out[to++] = (byte) (1 | ((left - 4) << 2) | ((offset >> 8) << 5));
      out[to++] = (byte) offset;
    } else {
      longCopy(offset, left);
    }
  }

  private void longCopy(int offset, int length) {
    out[to++] = (byte) (2 | ((length - 1) << 2));
    out[to++] = (byte) offset;
    out[to++] = (byte) (offset >> 8);
  }
}
