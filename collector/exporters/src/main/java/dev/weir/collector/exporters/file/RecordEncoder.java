package dev.weir.collector.exporters.file;

import dev.weir.collector.exporters.file.FileConfig.Format;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Makes the record of a batch: a line of JSON, or a message after its length.
///
///     0                4
///     +----------------+-------------------------------------+
///     | length, uint32 | OTLP/JSON or protobuf, perhaps zstd |
///     +----------------+-------------------------------------+
final class RecordEncoder {
  /// JSON is about twice as long as protobuf.
  private static final int JSON_GROWTH = 2;

  private final FileConfig config;

  RecordEncoder(FileConfig config) {
    this.config = config;
  }

  /// The record in pieces, to be written one after the other.
  List<ByteBuffer> encode(Signal signal, List<ByteRange> request) {
    if (config.isCompressed()) {
      List<ByteRange> message =
          config.format() == Format.JSON ? List.of(json(signal, request, false)) : request;
      byte[] compressed =
          Compression.ZSTD.compress(message, config.compressionParams().effectiveLevel());
      return prefixed(List.of(ByteRange.of(compressed)));
    }
    return config.format() == Format.JSON
        ? List.of(buffer(json(signal, request, true)))
        : prefixed(request);
  }

  private static List<ByteBuffer> prefixed(List<ByteRange> message) {
    List<ByteBuffer> pieces = new ArrayList<>(message.size() + 1);
    int length = 0;
    for (ByteRange range : message) {
      length += range.length();
      pieces.add(buffer(range));
    }
    pieces.addFirst(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    return pieces;
  }

  private static ByteRange json(Signal signal, List<ByteRange> request, boolean line) {
    ByteRange message = request.size() == 1 ? request.getFirst() : joined(request);
    Text text = new Text(message.length() * JSON_GROWTH);
    try {
      OtlpJsonWriter.write(signal, message, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    if (line) {
      text.write('\n');
    }
    return text.range();
  }

  private static ByteRange joined(List<ByteRange> ranges) {
    Text whole = new Text(ranges.stream().mapToInt(ByteRange::length).sum());
    ranges.forEach(range -> whole.write(range.buffer(), range.offset(), range.length()));
    return whole.range();
  }

  private static ByteBuffer buffer(ByteRange range) {
    return ByteBuffer.wrap(range.buffer(), range.offset(), range.length());
  }

  /// Bytes in memory that are read without a copy.
  private static final class Text extends ByteArrayOutputStream {
    Text(int capacity) {
      super(capacity);
    }

    ByteRange range() {
      return new ByteRange(buf, 0, count);
    }
  }
}
