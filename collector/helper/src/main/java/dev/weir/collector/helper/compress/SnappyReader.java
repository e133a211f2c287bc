package dev.weir.collector.helper.compress;

/// Reads one snappy block:
///
///     size:varint { tag [extra] [literal bytes] }...
///
/// The low two bits of a tag tell a literal (00) from copies with an offset of 11 bits (01), 16 bits
/// (10) or 32 bits (11).
final class SnappyReader {
  private static final int MAX_SIZE_BYTES = 5;

  /// A copy of 3 bytes makes 64, so no block can grow by more.
  private static final int MAX_RATIO = 22;

  private final String encoding;
  private final byte[] in;
  private final int end;
  private int at;

  SnappyReader(String encoding, byte[] in, int offset, int length) {
    this.encoding = encoding;
    this.in = in;
    this.at = offset;
    this.end = offset + length;
  }

  /// Reads how many bytes the block holds.
  int size() {
    long size = 0;
    for (int i = 0; i < MAX_SIZE_BYTES; i++) {
      int next = next();
      size |= (long) (next & 0x7F) << (7 * i);
      if (next < 0x80) {
        return (int) Math.min(size, Integer.MAX_VALUE);
      }
    }
    throw corrupt("size of more than " + MAX_SIZE_BYTES + " bytes");
  }

  /// An upper bound that does not rely on what the block says of itself.
  long plausibleSize() {
    return (long) (end - at) * MAX_RATIO;
  }

  /// Reads the elements after the size.
  void read(Output out, int size) {
    out.ensure((int) Math.min(size, plausibleSize()));
    int goal = out.length + size;
    int start = out.length;
    while (at < end) {
      int tag = in[at++];
      switch (tag & 3) {
        case 0 -> literal(out, (tag & 0xFF) >> 2, goal);
        case 1 -> copy(out, start, ((tag & 0xE0) << 3) | next(), ((tag >> 2) & 7) + 4, goal);
        case 2 -> copy(out, start, next() | (next() << 8), ((tag & 0xFF) >> 2) + 1, goal);
        default -> copy(out, start, fixed(4), ((tag & 0xFF) >> 2) + 1, goal);
      }
    }
    if (out.length != goal) {
      throw corrupt("block holds other than the " + size + " bytes that it declares");
    }
  }

  private void literal(Output out, int coded, int goal) {
    int length = coded < 60 ? coded + 1 : fixed(coded - 59) + 1;
    if (length <= 0 || length > end - at || length > goal - out.length) {
      throw corrupt("literal past the end");
    }
    out.append(in, at, length);
    at += length;
  }

  private void copy(Output out, int start, int offset, int length, int goal) {
    if (offset <= 0 || offset > out.length - start || length > goal - out.length) {
      throw corrupt("copy from outside the block");
    }
    out.ensure(length);
    out.repeat(offset, length);
  }

  private int next() {
    if (at >= end) {
      throw corrupt("unexpected end");
    }
    return in[at++] & 0xFF;
  }

  private int fixed(int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= next() << (8 * i);
    }
    return value;
  }

  private CompressionException corrupt(String what) {
    return CompressionException.malformed(encoding, "corrupt input: " + what);
  }
}
