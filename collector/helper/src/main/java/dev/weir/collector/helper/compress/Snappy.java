package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;

/// Snappy's block format. Also reads the framed format, which some senders put under the same name.
final class Snappy implements Codec {
  private static final String ENCODING = "snappy";

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    if (SnappyFramed.isFramed(in)) {
      return SnappyFramed.decompress(ENCODING, in, maxBytes);
    }
    SnappyReader reader = new SnappyReader(ENCODING, in.buffer(), in.offset(), in.length());
    int size = reader.size();
    if (size > maxBytes) {
      throw CompressionException.tooLarge(ENCODING, maxBytes);
    }
    Output out = new Output(ENCODING, Math.min(size, reader.plausibleSize()), maxBytes);
    reader.read(out, size);
    return out.range();
  }

  @Override
  public long expectedSize(ByteRange in) {
    if (SnappyFramed.isFramed(in)) {
      return Output.usualSize(in.length());
    }
    SnappyReader reader = new SnappyReader(ENCODING, in.buffer(), in.offset(), in.length());
    return Math.min(reader.size(), reader.plausibleSize());
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    byte[] out = new byte[SnappyWriter.maxSize(in.length())];
    int length = SnappyWriter.write(in.buffer(), in.offset(), in.length(), out, 0);
    return Arrays.copyOf(out, length);
  }
}
