package dev.weir.collector.helper.compress;

import dev.weir.otlp.wire.ByteRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// LZ4's frame format, one frame or several:
///
///     magic:4 flags descriptor [content size:8] [dictionary:4] header checksum:1
///     { block size:4 block [checksum:4] }... 0:4 [content checksum:4]
final class Lz4Frame implements Codec {
  private static final String ENCODING = "lz4";
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int VERSION = 0x40;
  private static final int INDEPENDENT_BLOCKS = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int DICTIONARY = 0x01;
  private static final int UNCOMPRESSED = 0x80000000;

  /// 4 MiB, the largest that there is.
  private static final int MAX_BLOCK_CODE = 7 << 4;

  private static final int MAX_BLOCK = 4 << 20;

  @Override
  public ByteRange decompress(ByteRange in, int maxBytes) {
    Output out = new Output(ENCODING, Output.usualSize(in.length()), maxBytes);
    Reading reading = new Reading(in, out);
    do {
      reading.frame();
    } while (reading.at < reading.end);
    return out.range();
  }

  @Override
  public byte[] compress(ByteRange in, int level) {
    int blocks = in.length() / MAX_BLOCK + 1;
    byte[] out = new byte[19 + blocks * 8 + Lz4Writer.maxSize(in.length())];
    INT.set(out, 0, MAGIC);
    out[4] = VERSION | INDEPENDENT_BLOCKS | CONTENT_SIZE | CONTENT_CHECKSUM;
    out[5] = MAX_BLOCK_CODE;
    LONG.set(out, 6, (long) in.length());
    out[14] = headerChecksum(out, 4, 10);
    int to = 15;
    for (int done = 0; done < in.length(); done += MAX_BLOCK) {
      int length = Math.min(MAX_BLOCK, in.length() - done);
      to = writeBlock(in.buffer(), in.offset() + done, length, out, to);
    }
    INT.set(out, to, 0);
    INT.set(out, to + 4, XxHash32.hash(in.buffer(), in.offset(), in.length()));
    return Arrays.copyOf(out, to + 8);
  }

  private static int writeBlock(byte[] in, int from, int length, byte[] out, int to) {
    int end = Lz4Writer.write(in, from, length, out, to + 4);
    if (end - to - 4 < length) {
      INT.set(out, to, end - to - 4);
      return end;
    }
    INT.set(out, to, length | UNCOMPRESSED);
    System.arraycopy(in, from, out, to + 4, length);
    return to + 4 + length;
  }

  private static byte headerChecksum(byte[] bytes, int offset, int length) {
    return (byte) (XxHash32.hash(bytes, offset, length) >> 8);
  }

  private static CompressionException malformed(String what) {
    return CompressionException.malformed(ENCODING, what);
  }

  private static final class Reading {
    final byte[] in;
    final int end;
    final Output out;
    int at;

    Reading(ByteRange range, Output out) {
      in = range.buffer();
      at = range.offset();
      end = at + range.length();
      this.out = out;
    }

    void frame() {
      int magic = int4();
      if ((magic & ~0xF) == SKIPPABLE_MAGIC) {
        skip(int4() & 0xFFFFFFFFL);
        return;
      }
      if (magic != MAGIC) {
        throw malformed("bad magic number");
      }
      int flags = header();
      int start = out.length;
      while (block(flags, start)) {
        // reads until the end mark
      }
      if ((flags & CONTENT_CHECKSUM) != 0
          && int4() != XxHash32.hash(out.bytes, start, out.length - start)) {
        throw malformed("invalid content checksum");
      }
    }

    /// Returns the flags.
    private int header() {
      int start = at;
      skip(2);
      int flags = in[start];
      if ((flags & 0xC0) != VERSION) {
        throw malformed("unknown version of the frame");
      }
      if ((flags & DICTIONARY) != 0) {
        throw malformed("wants a dictionary");
      }
      skip((flags & CONTENT_SIZE) != 0 ? 8 : 0);
      byte checksum = headerChecksum(in, start, at - start);
      skip(1);
      if (in[at - 1] != checksum) {
        throw malformed("invalid header checksum");
      }
      return flags;
    }

    private boolean block(int flags, int frameStart) {
      int size = int4();
      if (size == 0) {
        return false;
      }
      int length = size & ~UNCOMPRESSED;
      int from = at;
      skip(length);
      if ((flags & BLOCK_CHECKSUM) != 0 && int4() != XxHash32.hash(in, from, length)) {
        throw malformed("invalid block checksum");
      }
      if ((size & UNCOMPRESSED) != 0) {
        out.append(in, from, length);
      } else {
        // blocks that are linked copy from those before them
        int start = (flags & INDEPENDENT_BLOCKS) != 0 ? out.length : frameStart;
        Lz4Reader.read(in, from, length, out, start);
      }
      return true;
    }

    private int int4() {
      skip(4);
      return (int) INT.get(in, at - 4);
    }

    private void skip(long bytes) {
      if (bytes > end - at) {
        throw malformed("unexpected end");
      }
      at += (int) bytes;
    }
  }
}
