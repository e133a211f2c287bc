package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The compressions that bodies of requests may have. Any thread may call it; native state is
/// pooled, so that virtual threads are as good as any.
public enum Compression {
  GZIP("gzip", new Gzip(), 1, 9),
  ZLIB("zlib", new Zlib("zlib"), 1, 9),
  /// In HTTP, `deflate` is the format of zlib. The bare one is not taken, as in the Go Collector.
  DEFLATE("deflate", new Zlib("deflate"), 1, 9),
  ZSTD("zstd", new ZstdCodec(), 1, 22),
  /// Writes the block format, and reads the framed one as well.
  SNAPPY("snappy", new Snappy(), 0, 0),
  X_SNAPPY_FRAMED("x-snappy-framed", new SnappyFramed(), 0, 0),
  LZ4("lz4", new Lz4Frame(), 0, 0);

  /// Stands for the level that is the best choice when the user made none.
  public static final int DEFAULT_LEVEL = Integer.MIN_VALUE;

  private static final Map<String, Compression> BY_ENCODING =
      Stream.of(values()).collect(Collectors.toMap(Compression::encoding, Function.identity()));

  private final String encoding;

  @SuppressWarnings("ImmutableEnumChecker") // a codec holds nothing but its pools
  private final Codec codec;

  private final int minLevel;
  private final int maxLevel;

  Compression(String encoding, Codec codec, int minLevel, int maxLevel) {
    this.encoding = encoding;
    this.codec = codec;
    this.minLevel = minLevel;
    this.maxLevel = maxLevel;
  }

  /// The compression of that name, or null when there is none. Names are compared exactly.
  public static @Nullable Compression ofEncoding(String encoding) {
    return BY_ENCODING.get(encoding);
  }

  /// The name in `Content-Encoding` and `grpc-encoding`.
  public String encoding() {
    return encoding;
  }

  /// Lowest level that a user may choose; 0 where there are no levels.
  public int minLevel() {
    return minLevel;
  }

  /// Highest level that a user may choose; 0 where there are no levels.
  public int maxLevel() {
    return maxLevel;
  }

  /// Decompresses all of `in`: every member of a gzip body, every frame of a zstd one.
  ///
  /// @param maxBytes how many bytes may come out; exactly as many may
  /// @return a range of a new array, which is not much larger
  /// @throws CompressionException when the bytes are malformed, or more would come out
  public ByteRange decompress(ByteRange in, int maxBytes) {
    return codec.decompress(in, maxBytes);
  }

  /// How many bytes will come out, as far as a glance at `in` tells: what its headers say where
  /// they can be believed, otherwise a guess. For asking for memory before [#decompress].
  ///
  /// @param maxBytes no more than this is ever answered
  public long expectedSize(ByteRange in, int maxBytes) {
    return Math.clamp(codec.expectedSize(in), 0, maxBytes);
  }

  /// Compresses to a new array that is just large enough.
  ///
  /// @param level from [#minLevel()] to [#maxLevel()], or [#DEFAULT_LEVEL]
  public byte[] compress(ByteRange in, int level) {
    return codec.compress(in, level);
  }

  /// Compresses several ranges as one message.
  public byte[] compress(List<ByteRange> in, int level) {
    return codec.compress(in.size() == 1 ? in.getFirst() : joined(in), level);
  }

  private static ByteRange joined(List<ByteRange> ranges) {
    int length = ranges.stream().mapToInt(ByteRange::length).sum();
    byte[] whole = new byte[length];
    int at = 0;
    for (ByteRange range : ranges) {
      System.arraycopy(range.buffer(), range.offset(), whole, at, range.length());
      at += range.length();
    }
    return ByteRange.of(whole);
  }
}
