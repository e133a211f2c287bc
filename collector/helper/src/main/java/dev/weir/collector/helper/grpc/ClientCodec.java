package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.compress.CompressionException;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A compression, as gRPC wants to see it. What is sent comes compressed already, so that a message
/// can leave in the compressed form in which it arrived; only answers are worked on.
final class ClientCodec implements Codec {
  /// What Go servers answer with: the compression of the request.
  private static final List<Compression> ALL =
      List.of(Compression.GZIP, Compression.SNAPPY, Compression.ZSTD);

  private static final int MAX_ANSWER = 4 << 20;

  private final Compression compression;

  private ClientCodec(Compression compression) {
    this.compression = compression;
  }

  static CompressorRegistry compressors() {
    CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
    registry.register(Identity.NONE);
    ALL.forEach(compression -> registry.register(new ClientCodec(compression)));
    return registry;
  }

  static DecompressorRegistry decompressors() {
    DecompressorRegistry registry = DecompressorRegistry.emptyInstance().with(Identity.NONE, false);
    for (Compression compression : ALL) {
      registry = registry.with(new ClientCodec(compression), true);
    }
    return registry;
  }

  @Override
  public String getMessageEncoding() {
    return compression.encoding();
  }

  @Override
  public OutputStream compress(OutputStream out) {
    return out;
  }

  @Override
  public InputStream decompress(InputStream answer) throws IOException {
    byte[] compressed = answer.readAllBytes();
    if (compressed.length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      ByteRange bytes = compression.decompress(ByteRange.of(compressed), MAX_ANSWER);
      return new ByteArrayInputStream(bytes.buffer(), bytes.offset(), bytes.length());
    } catch (CompressionException e) {
      throw new IOException(e);
    }
  }
}
