package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;

/// One way to compress. Any thread may call it.
interface Codec {

  /// Decompresses all of `in`.
  ///
  /// @param maxBytes how many bytes may come out
  /// @throws CompressionException when the bytes are malformed, or more would come out
  ByteRange decompress(ByteRange in, int maxBytes);

  /// How many bytes will come out, as far as a glance tells; no more than a bound or a guess.
  default long expectedSize(ByteRange in) {
    return Output.usualSize(in.length());
  }

  /// Compresses to an array that is just large enough.
  ///
  /// @param level in the codec's own terms, already checked; ignored where there are no levels
  byte[] compress(ByteRange in, int level);
}
