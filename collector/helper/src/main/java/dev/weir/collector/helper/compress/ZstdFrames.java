package dev.weir.collector.helper.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the outlines of zstd frames to learn how many bytes can come out of them, without
/// decompressing:
///
///     magic:4 descriptor [window] [dictionary] [content size] { block header:3, block }... [checksum:4]
///
/// Many senders do not write the content size, but a block never holds more than 128 KiB.
final class ZstdFrames {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int MAX_BLOCK = 128 * 1024;
  private static final int RLE_BLOCK = 1;
  private static final int COMPRESSED_BLOCK = 2;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};

  private final byte[] in;
  private final int end;
  private int at;

  private ZstdFrames(byte[] in, int offset, int length) {
    this.in = in;
    this.at = offset;
    this.end = offset + length;
  }

  /// At most so many bytes come out, as far as the outlines are readable. Malformed input gets some
  /// number; the decompressor will find what is wrong with it.
  static long bound(byte[] in, int offset, int length) {
    ZstdFrames frames = new ZstdFrames(in, offset, length);
    long bound = 0;
    try {
      while (frames.end - frames.at >= 8) {
        bound += frames.frame();
      }
    } catch (IndexOutOfBoundsException e) {
      return bound;
    }
    return bound;
  }

  private long frame() {
    int magic = (int) INT.get(in, at);
    if ((magic & ~0xF) == SKIPPABLE_MAGIC) {
      skip(8 + ((int) INT.get(in, at + 4) & 0xFFFFFFFFL));
      return 0;
    }
    if (magic != MAGIC) {
      throw new IndexOutOfBoundsException("no frame");
    }
    int descriptor = in[at + 4];
    skip(5);
    boolean singleSegment = (descriptor & 0x20) != 0;
    skip((singleSegment ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3]);
    long contentSize = contentSize((descriptor >> 6) & 3, singleSegment);
    long blocks = blocks();
    if ((descriptor & 4) != 0) {
      skip(4);
    }
    return contentSize >= 0 ? Math.min(contentSize, blocks) : blocks;
  }

  /// The size that the header tells, or -1.
  private long contentSize(int flag, boolean singleSegment) {
    long size;
    switch (flag) {
      case 0 -> size = singleSegment ? in[at] & 0xFF : -1;
      case 1 -> size = 256L + (in[at] & 0xFF) + ((in[at + 1] & 0xFF) << 8);
      case 2 -> size = (int) INT.get(in, at) & 0xFFFFFFFFL;
      default -> size = (long) LONG.get(in, at) & Long.MAX_VALUE;
    }
    skip(flag == 0 && !singleSegment ? 0 : 1 << flag);
    return size;
  }

  private long blocks() {
    long bound = 0;
    boolean last = false;
    while (!last) {
      int header = (in[at] & 0xFF) | ((in[at + 1] & 0xFF) << 8) | ((in[at + 2] & 0xFF) << 16);
      int type = (header >> 1) & 3;
      int size = header >> 3;
      last = (header & 1) != 0;
      bound += type == COMPRESSED_BLOCK ? MAX_BLOCK : size;
      skip(3 + (type == RLE_BLOCK ? 1 : size));
    }
    return bound;
  }

  private void skip(long bytes) {
    if (bytes > end - at) {
      throw new IndexOutOfBoundsException("frame is cut off");
    }
    at += (int) bytes;
  }
}
