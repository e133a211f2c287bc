package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.compress.Compression;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets compressed messages through gRPC as they are, so that they can be admitted before they are
/// decompressed, decompressed in one piece, and passed on in the form in which they came.
///
/// To gRPC this is a decompressor. What it hands out is one byte that tells the encoding, followed
/// by the compressed bytes; [RawMarshaller] reads that. The byte is a tag of protobuf's field 0,
/// with which no message can begin.
final class RawCodec implements io.grpc.Codec {
  private static final List<Compression> ENCODINGS =
      List.of(Compression.GZIP, Compression.ZSTD, Compression.SNAPPY);

  private final Compression compression;
  private final int marker;

  private RawCodec(Compression compression, int marker) {
    this.compression = compression;
    this.marker = marker;
  }

  static DecompressorRegistry decompressors() {
    DecompressorRegistry registry = DecompressorRegistry.emptyInstance().with(Identity.NONE, false);
    for (int i = 0; i < ENCODINGS.size(); i++) {
      registry = registry.with(new RawCodec(ENCODINGS.get(i), i), true);
    }
    return registry;
  }

  static CompressorRegistry compressors() {
    CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
    registry.register(Identity.NONE);
    for (int i = 0; i < ENCODINGS.size(); i++) {
      registry.register(new RawCodec(ENCODINGS.get(i), i));
    }
    return registry;
  }

  /// The encoding that the first byte of a message tells, or null when it was not compressed.
  static @Nullable Compression ofMarker(int firstByte) {
    return firstByte >= 0 && firstByte < ENCODINGS.size() ? ENCODINGS.get(firstByte) : null;
  }

  @Override
  public String getMessageEncoding() {
    return compression.encoding();
  }

  @Override
  public InputStream decompress(InputStream compressed) {
    return new Marked(compressed, marker);
  }

  /// Answers are small: compressed when closed.
  @Override
  public OutputStream compress(OutputStream out) {
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        out.write(compression.compress(new ByteRange(buf, 0, count), Compression.DEFAULT_LEVEL));
        out.close();
      }
    };
  }

  /// A byte, and then another stream.
  private static final class Marked extends FilterInputStream {
    private final int marker;
    private boolean begun;

    Marked(InputStream rest, int marker) {
      super(rest);
      this.marker = marker;
    }

    @Override
    public int read() throws IOException {
      if (begun) {
        return in.read();
      }
      begun = true;
      return marker;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (begun || length == 0) {
        return in.read(bytes, offset, length);
      }
      bytes[offset] = (byte) read();
      return 1 + Math.max(0, in.read(bytes, offset + 1, length - 1));
    }

    @Override
    public int available() throws IOException {
      return in.available() + (begun ? 0 : 1);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
