package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;

/// Deflate in the wrapping of zlib (RFC 1950). What follows the stream is ignored.
final class Zlib implements Codec {
  private static final Inflation INFLATION = new Inflation(false);
  private static final Deflation DEFLATION = new Deflation(false);

  private final String encoding;

  Zlib(String encoding) {
    this.encoding = encoding;
  }

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    Output out = new Output(encoding, Output.usualSize(in.length()), maxBytes);
    int _ = INFLATION.inflate(in.buffer(), in.offset(), in.offset() + in.length(), out);
    return out.range();
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    return DEFLATION.deflate(in, level, 0, 0);
  }
}
