package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.compress.Compression;
import org.jspecify.annotations.Nullable;

/// A message as it came off the wire, still compressed where it was.
final class RawMessage {
  final byte[] bytes;
  final @Nullable Compression compression;

  RawMessage(byte[] bytes, @Nullable Compression compression) {
    this.bytes = bytes;
    this.compression = compression;
  }
}
