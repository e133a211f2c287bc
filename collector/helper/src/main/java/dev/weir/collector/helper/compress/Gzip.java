package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Deflate in the wrapping of gzip (RFC 1952), one member or several:
///
///     1F 8B 08 flags mtime:4 xfl os [extra] [name 0] [comment 0] [crc:2] deflate crc32:4 size:4
final class Gzip implements Codec {
  private static final String ENCODING = "gzip";
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  /// `ID1 ID2 CM`, and an operating system that is unknown.
  private static final int MAGIC = 0x00088B1F;

  private static final byte UNKNOWN_SYSTEM = (byte) 0xFF;

  /// Deflate cannot do better than this, so a trailer that says so lies.
  private static final int MAX_RATIO = 1032;

  private static final Inflation INFLATION = new Inflation(true);
  private static final Deflation DEFLATION = new Deflation(true);

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    int at = in.offset();
    int end = at + in.length();
    Output out = new Output(ENCODING, expectedSize(in), maxBytes);
    do {
      at = member(in.buffer(), at, end, out);
    } while (at < end);
    return out.range();
  }

  /// The last four bytes tell the size, of the last member at least.
  @Override
  public long expectedSize(ByteRange in) {
    if (in.length() < HEADER + TRAILER) {
      return 0;
    }
    int size = (int) INT.get(in.buffer(), in.offset() + in.length() - 4);
    return size < 0 || size > (long) in.length() * MAX_RATIO ? Output.usualSize(in.length()) : size;
  }

  private static int member(byte[] in, int start, int end, Output out) {
    int before = out.length;
    int at = INFLATION.inflate(in, header(in, start, end), end, out);
    if (end - at < TRAILER) {
      throw unexpectedEnd();
    }
    CRC32 crc = new CRC32();
    crc.update(out.bytes, before, out.length - before);
    if ((int) INT.get(in, at) != (int) crc.getValue()
        || (int) INT.get(in, at + 4) != out.length - before) {
      throw CompressionException.malformed(ENCODING, "invalid checksum");
    }
    return at + TRAILER;
  }

  /// Returns where the deflated bytes begin.
  private static int header(byte[] in, int start, int end) {
    if (end - start < HEADER) {
      throw unexpectedEnd();
    }
    if (((int) INT.get(in, start) & 0xFFFFFF) != MAGIC) {
      throw CompressionException.malformed(ENCODING, "invalid header");
    }
    int flags = in[start + 3];
    int at = start + HEADER;
    if ((flags & FLAG_EXTRA) != 0) {
      need(at + 2, end);
      at += 2 + (in[at] & 0xFF) + ((in[at + 1] & 0xFF) << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      at = afterZero(in, at, end);
    }
    if ((flags & FLAG_COMMENT) != 0) {
      at = afterZero(in, at, end);
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      at += 2;
    }
    need(at, end);
    return at;
  }

  private static int afterZero(byte[] in, int from, int end) {
    int at = from;
    do {
      need(at + 1, end);
    } while (in[at++] != 0);
    return at;
  }

  private static void need(int at, int end) {
    if (at > end) {
      throw unexpectedEnd();
    }
  }

  private static CompressionException unexpectedEnd() {
    return CompressionException.malformed(ENCODING, "unexpected end");
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    byte[] out = DEFLATION.deflate(in, level, HEADER, TRAILER);
    INT.set(out, 0, MAGIC);
    out[HEADER - 1] = UNKNOWN_SYSTEM;
    CRC32 crc = new CRC32();
    crc.update(in.buffer(), in.offset(), in.length());
    INT.set(out, out.length - 8, (int) crc.getValue());
    INT.set(out, out.length - 4, in.length());
    return out;
  }
}
