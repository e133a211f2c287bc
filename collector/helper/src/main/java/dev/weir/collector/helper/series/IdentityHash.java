package dev.weir.collector.helper.series;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A hash of 128 bits over bytes and attributes, keyed by secrets of this process so that nobody
/// outside can aim at collisions. The order of attributes does not count. Not safe for threads.
final class IdentityHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] SECRETS = new SecureRandom().longs(6).map(s -> s | 1).toArray();

  private long high;
  private long low;
  private long partHigh;
  private long partLow;

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  IdentityHash reset() {
    high = SECRETS[0];
    low = SECRETS[1];
    return this;
  }

  /// Takes in another hash, such as that of what encloses this.
  IdentityHash add(long otherHigh, long otherLow) {
    high = mix(high ^ otherHigh, otherLow ^ SECRETS[2]);
    low = mix(low ^ otherLow, otherHigh ^ SECRETS[3]);
    return this;
  }

  /// Takes in bytes. What is taken in earlier or later gives another hash.
  IdentityHash add(byte[] bytes, int offset, int length) {
    part(SECRETS[4], SECRETS[5], bytes, offset, length);
    return add(partHigh, partLow);
  }

  /// Takes in attributes. Leaves the view before the first.
  IdentityHash add(AttributesView attributes) {
    long sumHigh = 0;
    long sumLow = 0;
    attributes.rewind();
    while (attributes.next()) {
      BytesView key = attributes.key();
      part(SECRETS[4], SECRETS[5], key.buffer(), key.offset(), key.length());
      AnyValueView value = attributes.value();
      part(partHigh, partLow, value.buffer(), value.offset(), value.length());
      sumHigh += partHigh;
      sumLow += partLow;
    }
    attributes.rewind();
    return add(sumHigh, sumLow);
  }

  private void part(long seedHigh, long seedLow, byte[] bytes, int offset, int length) {
    long a = seedHigh ^ length;
    long b = seedLow;
    int at = offset;
    int end = offset + length;
    for (; end - at >= 16; at += 16) {
      long first = (long) LONG.get(bytes, at);
      long second = (long) LONG.get(bytes, at + 8);
      a = mix(first ^ SECRETS[0], second ^ a);
      b = mix(first ^ b, second ^ SECRETS[1]);
    }
    long first = 0;
    long second = 0;
    if (end - at >= 8) {
      first = (long) LONG.get(bytes, at);
      at += 8;
    }
    for (int shift = 0; at < end; at++, shift += 8) {
      second |= (bytes[at] & 0xFFL) << shift;
    }
    partHigh = mix(first ^ SECRETS[2], second ^ a);
    partLow = mix(first ^ b, second ^ SECRETS[3]);
  }

  private static long mix(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
  }
}
