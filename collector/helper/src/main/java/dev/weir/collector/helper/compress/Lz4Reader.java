package dev.weir.collector.helper.compress;

/// Reads one LZ4 block, a row of sequences:
///
///     token:1 [literal length...] literals offset:2 [match length...]
///
/// The token holds both lengths in four bits each; 15 means that bytes follow which are added up. The
/// last sequence ends after its literals.
final class Lz4Reader {
  private static final int MIN_MATCH = 4;
  private static final int LONG = 15;

  private final byte[] in;
  private final int end;
  private int at;

  private Lz4Reader(byte[] in, int offset, int length) {
    this.in = in;
    this.at = offset;
    this.end = offset + length;
  }

  /// @param start where in the output matches may begin
  static void read(byte[] in, int offset, int length, Output out, int start) {
    new Lz4Reader(in, offset, length).sequences(out, start);
  }

  private void sequences(Output out, int start) {
    while (true) {
      int token = next();
      int literals = length(token >> 4);
      if (literals > end - at) {
        throw corrupt();
      }
      out.append(in, at, literals);
      at += literals;
      if (at == end) {
        return;
      }
      int offset = next() | (next() << 8);
      int match = length(token & LONG) + MIN_MATCH;
      if (offset == 0 || offset > out.length - start) {
        throw corrupt();
      }
      out.ensure(match);
      out.repeat(offset, match);
    }
  }

  private int length(int coded) {
    long length = coded;
    if (coded == LONG) {
      int more;
      do {
        more = next();
        length += more;
      } while (more == 0xFF);
    }
    return (int) Math.min(length, Integer.MAX_VALUE - MIN_MATCH);
  }

  private int next() {
    if (at >= end) {
      throw corrupt();
    }
    return in[at++] & 0xFF;
  }

  private static CompressionException corrupt() {
    return CompressionException.malformed("lz4", "corrupt input");
  }
}
