package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.otlp.common.BytesView;

/// FNV-1a of 32 bits, of a seed and some bytes. Immutable.
final class SeededHash {
  private static final int OFFSET = 0x811C_9DC5;
  private static final int PRIME = 0x0100_0193;

  private final int seeded;

  SeededHash(long seed) {
    int hash = OFFSET;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ (int) (seed >>> shift & 0xFF)) * PRIME;
    }
    seeded = hash;
  }

  int of(BytesView bytes) {
    return of(bytes.buffer(), bytes.offset(), bytes.length());
  }

  int of(byte[] buffer, int offset, int length) {
    int hash = seeded;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (buffer[i] & 0xFF)) * PRIME;
    }
    return hash;
  }
}
