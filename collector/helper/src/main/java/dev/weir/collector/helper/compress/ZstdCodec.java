package dev.weir.collector.helper.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Zstandard (RFC 8878), one frame or several.
final class ZstdCodec implements Codec {
  private static final String ENCODING = "zstd";
  private static final int FASTEST = 1;
  private static final int MAX_LEVEL = 22;

  /// `ZSTD_error_dstSize_tooSmall`
  private static final long OUTPUT_TOO_SMALL = 70;

  private final Pool<ZstdDecompressCtx> decompressors =
      new Pool<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

  private final AtomicReferenceArray<Pool<ZstdCompressCtx>> compressors =
      new AtomicReferenceArray<>(MAX_LEVEL + 1);

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    if (in.length() == 0) {
      throw CompressionException.malformed(ENCODING, "unexpected end");
    }
    Output out = new Output(ENCODING, expectedSize(in), maxBytes);
    ZstdDecompressCtx context = decompressors.take();
    try {
      out.length =
          context.decompressByteArray(
              out.bytes, 0, out.bytes.length, in.buffer(), in.offset(), in.length());
    } catch (ZstdException e) {
      throw failure(e, out);
    } finally {
      decompressors.giveBack(context);
    }
    return out.range();
  }

  @Override
  public long expectedSize(ByteRange in) {
    return ZstdFrames.bound(in.buffer(), in.offset(), in.length());
  }

  /// A frame whose outline breaks off wants more room than was made, too.
  private static CompressionException failure(ZstdException e, Output out) {
    if (e.getErrorCode() == OUTPUT_TOO_SMALL) {
      return out.bytes.length == out.maxBytes
          ? CompressionException.tooLarge(ENCODING, out.maxBytes)
          : CompressionException.malformed(ENCODING, "unexpected end");
    }
    return CompressionException.malformed(ENCODING, String.valueOf(e.getMessage()));
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    Pool<ZstdCompressCtx> pool = pool(level == Compression.DEFAULT_LEVEL ? FASTEST : level);
    byte[] out = new byte[Math.toIntExact(Zstd.compressBound(in.length()))];
    ZstdCompressCtx context = pool.take();
    try {
      int length =
          context.compressByteArray(out, 0, out.length, in.buffer(), in.offset(), in.length());
      return Arrays.copyOf(out, length);
    } finally {
      pool.giveBack(context);
    }
  }

  private Pool<ZstdCompressCtx> pool(int level) {
    Pool<ZstdCompressCtx> pool = compressors.get(level);
    if (pool == null) {
      pool = new Pool<>(() -> new ZstdCompressCtx().setLevel(level), ZstdCompressCtx::close);
      compressors.set(level, pool);
    }
    return pool;
  }
}
