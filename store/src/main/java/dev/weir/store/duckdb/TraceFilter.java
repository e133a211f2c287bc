package dev.weir.store.duckdb;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// A Bloom filter of trace ids: says for sure that a slice does not have a trace.
final class TraceFilter {
  private static final int FULL = 1 << 17;
  private static final int HASHES = 3;

  private volatile long[] words;

  TraceFilter() {
    words = new long[FULL];
  }

  private TraceFilter(long[] words) {
    this.words = words;
  }

  void add(long high, long low) {
    long[] bits = words;
    long hash = hash(high, low);
    for (int i = 0; i < HASHES; i++) {
      int bit = (int) (hash >>> (i * 20)) & (bits.length * 64 - 1);
      bits[bit >>> 6] |= 1L << bit;
      hash = Hash.mix(hash);
    }
  }

  boolean mayHold(long high, long low) {
    long[] bits = words;
    long hash = hash(high, low);
    for (int i = 0; i < HASHES; i++) {
      int bit = (int) (hash >>> (i * 20)) & (bits.length * 64 - 1);
      if ((bits[bit >>> 6] >>> bit & 1) == 0) {
        return false;
      }
      hash = Hash.mix(hash);
    }
    return true;
  }

  /// A smaller copy that says nearly the same, for a slice that gets no more traces.
  TraceFilter folded() {
    long[] bits = words.clone();
    while (bits.length > 64 && ones(bits) * 8 < bits.length * 64L) {
      int half = bits.length / 2;
      long[] next = new long[half];
      for (int i = 0; i < half; i++) {
        next[i] = bits[i] | bits[i + half];
      }
      bits = next;
    }
    return new TraceFilter(bits);
  }

  void write(DataOutputStream out) throws IOException {
    long[] bits = words;
    out.writeInt(bits.length);
    for (long word : bits) {
      out.writeLong(word);
    }
  }

  static TraceFilter read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > FULL || Integer.bitCount(length) != 1) {
      throw new IOException(
          "filter of " + length + " words (expected: a power of 2 to " + FULL + ")");
    }
    long[] bits = new long[length];
    for (int i = 0; i < length; i++) {
      bits[i] = in.readLong();
    }
    return new TraceFilter(bits);
  }

  /// One that may be added to: a folded one repeats itself to full size.
  TraceFilter unfolded() {
    long[] bits = words;
    long[] full = new long[FULL];
    for (int at = 0; at < FULL; at += bits.length) {
      System.arraycopy(bits, 0, full, at, bits.length);
    }
    return new TraceFilter(full);
  }

  private static long hash(long high, long low) {
    return Hash.mix(high ^ Hash.mix(low));
  }

  private static long ones(long[] bits) {
    long ones = 0;
    for (long word : bits) {
      ones += Long.bitCount(word);
    }
    return ones;
  }
}
