package dev.weir.collector.helper.grpc;

import dev.weir.otlp.wire.ByteRange;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A message on its way out, in ranges that are written straight to the transport.
final class MessageStream extends InputStream implements KnownLength, Drainable {
  /// Of requests; nothing reads them here.
  static final Marshaller<List<ByteRange>> REQUESTS =
      new Marshaller<>() {
        @Override
        public InputStream stream(List<ByteRange> message) {
          return new MessageStream(message);
        }

        @Override
        public List<ByteRange> parse(InputStream stream) {
          throw new UnsupportedOperationException("requests are only sent");
        }
      };

  /// Of answers, which gRPC bounds in size.
  static final Marshaller<ByteRange> ANSWERS =
      new Marshaller<>() {
        @Override
        public InputStream stream(ByteRange answer) {
          return new ByteArrayInputStream(answer.buffer(), answer.offset(), answer.length());
        }

        @Override
        public ByteRange parse(InputStream stream) {
          try {
            return ByteRange.of(stream.readAllBytes());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private final List<ByteRange> ranges;
  private int range;
  private int at;

  MessageStream(List<ByteRange> ranges) {
    this.ranges = ranges;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    int written = available();
    for (; range < ranges.size(); range++) {
      ByteRange bytes = ranges.get(range);
      target.write(bytes.buffer(), bytes.offset() + at, bytes.length() - at);
      at = 0;
    }
    return written;
  }

  @Override
  public int available() {
    int left = -at;
    for (int i = range; i < ranges.size(); i++) {
      left += ranges.get(i).length();
    }
    return left;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    while (range < ranges.size()) {
      ByteRange bytes = ranges.get(range);
      int count = Math.min(length, bytes.length() - at);
      if (count > 0) {
        System.arraycopy(bytes.buffer(), bytes.offset() + at, target, offset, count);
        at += count;
        return count;
      }
      range++;
      at = 0;
    }
    return -1;
  }
}
