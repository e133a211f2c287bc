package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.compress.Compression;
import io.grpc.MethodDescriptor;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Reads messages straight into the array that they stay in.
final class RawMarshaller implements MethodDescriptor.Marshaller<RawMessage> {
  static final RawMarshaller REQUESTS = new RawMarshaller();

  /// Answers, which are bytes and nothing else.
  static final MethodDescriptor.Marshaller<byte[]> ANSWERS =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new Bytes(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private RawMarshaller() {}

  @Override
  public InputStream stream(RawMessage value) {
    return new Bytes(value.bytes);
  }

  @Override
  public RawMessage parse(InputStream stream) {
    try {
      int expected = stream.available();
      int first = stream.read();
      Compression compression = RawCodec.ofMarker(first);
      if (compression != null) {
        return new RawMessage(read(stream, expected - 1, -1), compression);
      }
      return new RawMessage(first < 0 ? new byte[0] : read(stream, expected, first), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param first a byte that was read already, or -1
  private static byte[] read(InputStream stream, int expected, int first) throws IOException {
    byte[] bytes =
        PlatformDependent.allocateUninitializedArray(Math.max(expected, first < 0 ? 0 : 1));
    int length = 0;
    if (first >= 0) {
      bytes[length++] = (byte) first;
    }
    while (length < bytes.length) {
      int count = stream.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += count;
    }
    int more = stream.read();
    return more < 0 ? bytes : longerThanExpected(bytes, more, stream.readAllBytes());
  }

  private static byte[] longerThanExpected(byte[] bytes, int more, byte[] rest) {
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 1 + rest.length);
    whole[bytes.length] = (byte) more;
    System.arraycopy(rest, 0, whole, bytes.length + 1, rest.length);
    return whole;
  }

  /// gRPC wants to know the length beforehand.
  private static final class Bytes extends ByteArrayInputStream implements io.grpc.KnownLength {
    Bytes(byte[] bytes) {
      super(bytes);
    }
  }
}
