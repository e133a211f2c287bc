package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;
import java.util.zip.Deflater;

/// Runs a deflater over a range of bytes.
final class Deflation {
  /// The fastest; see `decisions/compression.md`.
  private static final int FASTEST = 1;

  private static final int SLACK = 64;

  private final boolean bare;
  private final Pool<Deflater>[] pools;

  /// @param bare whether deflate is written without the wrapping of zlib
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  Deflation(boolean bare) {
    this.bare = bare;
    pools = new Pool[Deflater.BEST_COMPRESSION + 1];
    for (int level = 0; level < pools.length; level++) {
      int chosen = level;
      pools[level] = new Pool<>(() -> new Deflater(chosen, bare), Deflater::end);
    }
  }

  /// Deflates after `before` bytes that are left free, and leaves `after` bytes free at the end.
  byte[] deflate(ByteRange in, int level, int before, int after) {
    int chosen = level == Compression.DEFAULT_LEVEL ? FASTEST : level;
    Libdeflate fast = bare ? Libdeflate.INSTANCE : null;
    byte[] whole = fast == null ? null : fast.deflate(in, chosen, before, after);
    return whole == null ? deflateInSteps(in, chosen, before, after) : whole;
  }

  byte[] deflateInSteps(ByteRange in, int level, int before, int after) {
    Pool<Deflater> pool = pools[level];
    Deflater deflater = pool.take();
    try {
      deflater.setInput(in.buffer(), in.offset(), in.length());
      deflater.finish();
      byte[] out = new byte[before + in.length() / 3 + SLACK + after];
      int length = before;
      while (!deflater.finished()) {
        if (out.length - length <= after) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        length += deflater.deflate(out, length, out.length - after - length);
      }
      return Arrays.copyOf(out, length + after);
    } finally {
      deflater.reset();
      pool.giveBack(deflater);
    }
  }
}
