package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Snappy's framed format: a stream identifier, then chunks
///
///     type:1 length:3 [checksum:4 block or bytes]
final class SnappyFramed implements Codec {
  private static final String ENCODING = "x-snappy-framed";
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] IDENTIFIER = {
    (byte) 0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P', 'p', 'Y'
  };

  private static final int COMPRESSED = 0x00;
  private static final int UNCOMPRESSED = 0x01;
  private static final int FIRST_SKIPPABLE = 0x80;
  private static final int STREAM_IDENTIFIER = 0xFF;
  private static final int CHUNK_HEADER = 4;
  private static final int CHECKSUM = 4;
  private static final int MAX_CHUNK = 1 << 16;

  static boolean isFramed(ByteRange in) {
    return in.length() >= IDENTIFIER.length
        && Arrays.equals(
            in.buffer(),
            in.offset(),
            in.offset() + IDENTIFIER.length,
            IDENTIFIER,
            0,
            IDENTIFIER.length);
  }

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    return decompress(ENCODING, in, maxBytes);
  }

  static ByteRange decompress(String encoding, ByteRange in, int maxBytes) {
    if (!isFramed(in)) {
      throw CompressionException.malformed(encoding, "corrupt input: no stream identifier");
    }
    Output out = new Output(encoding, Output.usualSize(in.length()), maxBytes);
    byte[] bytes = in.buffer();
    int end = in.offset() + in.length();
    int at = in.offset();
    while (at < end) {
      if (end - at < CHUNK_HEADER) {
        throw cutOff(encoding);
      }
      int type = bytes[at] & 0xFF;
      int length = (int) INT.get(bytes, at) >>> 8;
      at += CHUNK_HEADER;
      if (length > end - at) {
        throw cutOff(encoding);
      }
      chunk(type, bytes, at, length, out);
      at += length;
    }
    return out.range();
  }

  private static void chunk(int type, byte[] in, int at, int length, Output out) {
    if (type == STREAM_IDENTIFIER || (type >= FIRST_SKIPPABLE)) {
      return;
    }
    if (type > UNCOMPRESSED || length < CHECKSUM) {
      throw CompressionException.malformed(
          out.encoding, "corrupt input: chunk of type " + type + " and " + length + " bytes");
    }
    int before = out.length;
    if (type == COMPRESSED) {
      SnappyReader reader = new SnappyReader(out.encoding, in, at + CHECKSUM, length - CHECKSUM);
      int size = reader.size();
      checkChunk(size, out);
      reader.read(out, size);
    } else {
      checkChunk(length - CHECKSUM, out);
      out.append(in, at + CHECKSUM, length - CHECKSUM);
    }
    if ((int) INT.get(in, at) != checksum(out.bytes, before, out.length - before)) {
      throw CompressionException.malformed(out.encoding, "corrupt input: invalid checksum");
    }
  }

  private static void checkChunk(int size, Output out) {
    if (size > MAX_CHUNK) {
      throw CompressionException.malformed(
          out.encoding, "corrupt input: chunk of " + size + " bytes");
    }
  }

  private static CompressionException cutOff(String encoding) {
    return CompressionException.malformed(encoding, "corrupt input: unexpected end");
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    int chunks = in.length() / MAX_CHUNK + 1;
    byte[] out =
        new byte
            [IDENTIFIER.length
                + chunks * (CHUNK_HEADER + CHECKSUM + SnappyWriter.maxSize(0))
                + SnappyWriter.maxSize(in.length())];
    System.arraycopy(IDENTIFIER, 0, out, 0, IDENTIFIER.length);
    int to = IDENTIFIER.length;
    for (int done = 0; done < in.length(); done += MAX_CHUNK) {
      to =
          writeChunk(
              in.buffer(), in.offset() + done, Math.min(MAX_CHUNK, in.length() - done), out, to);
    }
    return Arrays.copyOf(out, to);
  }

  private static int writeChunk(byte[] in, int from, int length, byte[] out, int to) {
    int body = to + CHUNK_HEADER + CHECKSUM;
    int end = SnappyWriter.write(in, from, length, out, body);
    int type = COMPRESSED;
    if (end - body >= length) {
      System.arraycopy(in, from, out, body, length);
      end = body + length;
      type = UNCOMPRESSED;
    }
    INT.set(out, to, type | ((end - to - CHUNK_HEADER) << 8));
    INT.set(out, to + CHUNK_HEADER, checksum(in, from, length));
    return end;
  }

  /// CRC-32C, turned and shifted so that the checksum of bytes that hold checksums stays good.
  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xA282EAD8;
  }
}
