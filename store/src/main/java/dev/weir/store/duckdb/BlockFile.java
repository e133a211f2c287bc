package dev.weir.store.duckdb;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.weir.otlp.wire.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// The items of a slice as compressed blocks, one after the other.
///
/// ```
/// block:  magic(4) number(4) raw length(4) length(4) crc32c(4) reserved(4) last arrival(8)  zstd...
/// ```
///
/// One thread writes, any may read what was synchronised.
final class BlockFile implements AutoCloseable {
  private static final int MAGIC = 0x57454952;
  private static final int HEADER = 32;
  private static final int LEVEL = 3;
  private static final int MAX_RAW = 1 << 30;

  private final Path path;
  private final FileChannel channel;
  private final List<Header> blocks = new ArrayList<>();
  private long end;

  private BlockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Opens a file, making it if it is new. What a crash left half written at its end is cut off.
  static BlockFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    BlockFile file = new BlockFile(path, channel);
    try {
      file.scan();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return file;
  }

  /// Number of blocks; they are numbered from 0.
  synchronized int size() {
    return blocks.size();
  }

  synchronized long bytes() {
    return end;
  }

  synchronized long arrival(int number) {
    return blocks.get(number).arrival();
  }

  /// Writes blocks behind the others, and returns when they survive a power cut. After an error
  /// nothing of them is there.
  void append(List<Block> more) throws IOException {
    long at = bytes();
    List<Header> written = new ArrayList<>();
    try {
      for (Block block : more) {
        ByteBuffer bytes = encode(block);
        written.add(new Header(at, block.size(), bytes.remaining() - HEADER, block.arrival()));
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      }
      channel.force(false);
    } catch (IOException e) {
      channel.truncate(bytes());
      throw e;
    }
    synchronized (this) {
      blocks.addAll(written);
      end = at;
    }
  }

  /// Reads one block.
  ///
  /// @throws IOException if it is damaged
  ByteRange read(int number) throws IOException {
    Header header;
    synchronized (this) {
      if (number >= blocks.size()) {
        throw new IOException(path + ": block " + number + " (expected: below " + size() + ")");
      }
      header = blocks.get(number);
    }
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + header.length());
    readFully(bytes, header.at());
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), HEADER, header.length());
    if ((int) crc.getValue() != bytes.getInt(16)) {
      throw new IOException(path + ": block " + number + " is damaged: its checksum is wrong");
    }
    byte[] raw = new byte[header.rawLength()];
    try {
      Zstd.decompressByteArray(raw, 0, raw.length, bytes.array(), HEADER, header.length());
    } catch (ZstdException e) {
      throw new IOException(path + ": block " + number + " is damaged: " + e.getMessage(), e);
    }
    return ByteRange.of(raw);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ByteBuffer encode(Block block) throws IOException {
    byte[] raw = block.bytes().toByteArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + Math.toIntExact(Zstd.compressBound(raw.length)));
    long length =
        Zstd.compressByteArray(
            bytes.array(), HEADER, bytes.capacity() - HEADER, raw, 0, raw.length, LEVEL);
    if (Zstd.isError(length)) {
      throw new IOException("compressing a block: " + Zstd.getErrorName(length));
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), HEADER, (int) length);
    bytes.putInt(0, MAGIC);
    bytes.putInt(4, block.number());
    bytes.putInt(8, raw.length);
    bytes.putInt(12, (int) length);
    bytes.putInt(16, (int) crc.getValue());
    bytes.putLong(24, block.arrival());
    return bytes.limit(HEADER + (int) length);
  }

  private void scan() throws IOException {
    long size = channel.size();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (end + HEADER <= size) {
      readFully(header.clear(), end);
      int length = header.getInt(12);
      int raw = header.getInt(8);
      boolean isBlock =
          header.getInt(0) == MAGIC
              && header.getInt(4) == blocks.size()
              && length >= 0
              && raw >= 0
              && raw <= MAX_RAW;
      if (!isBlock || end + HEADER + length > size) {
        break;
      }
      blocks.add(new Header(end, raw, length, header.getLong(24)));
      end += HEADER + length;
    }
    dropDamagedEnd();
    if (end < size) {
      channel.truncate(end);
    }
  }

  /// Pages may reach the disk in any order, so the last block may have a header and no content.
  private void dropDamagedEnd() throws IOException {
    while (!blocks.isEmpty()) {
      try {
        read(blocks.size() - 1);
        return;
      } catch (IOException e) {
        end = blocks.removeLast().at();
      }
    }
  }

  private void readFully(ByteBuffer into, long at) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int read = channel.read(into, from);
      if (read < 0) {
        throw new IOException(
            path + ": ends at " + from + " (expected: " + into.remaining() + " bytes more)");
      }
      from += read;
    }
  }

  /// Where a block is.
  private record Header(long at, int rawLength, int length, long arrival) {}

  /// A block to write.
  ///
  /// @param arrival of its last batch
  record Block(int number, int size, long arrival, ByteRange bytes) {}
}
