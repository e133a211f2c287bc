package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// What is known of a slice without opening its index. Written anew, as a whole, at every flush.
///
/// ```
/// magic(4) version(4) crc32c of the rest(4) sealed(1) min time(8) max time(8) items(8) blocks(4) catalogue filter
/// ```
final class SliceMeta {
  static final String FILE = "slice.meta";
  private static final int MAGIC = 0x57534C43;
  private static final int HEADER = 12;

  final int version;
  boolean sealed;
  long minTime = Long.MAX_VALUE;
  long maxTime = Long.MIN_VALUE;
  long items;

  /// Blocks that a sealed slice has.
  int blocks;

  final Catalogue catalogue;
  TraceFilter traces = new TraceFilter();

  /// What is known of a new slice of this version.
  SliceMeta(Signal signal, int version) {
    this.version = version;
    catalogue = new Catalogue(signal, version);
  }

  void save(Path folder) throws IOException {
    byte[] content = encode();
    CRC32C crc = new CRC32C();
    crc.update(content);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + content.length);
    bytes.putInt(MAGIC).putInt(version).putInt((int) crc.getValue()).put(content).flip();
    Path next = folder.resolve(FILE + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// The version of the schema of a slice.
  static int version(Path folder) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve(FILE)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(folder.resolve(FILE) + ": is no description of a slice");
      }
      return in.readInt();
    }
  }

  /// Reads what [#save] wrote.
  ///
  /// @throws IOException if it is damaged
  static SliceMeta load(Path folder, Signal signal) throws IOException {
    Path file = folder.resolve(FILE);
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      throw new IOException(file + ": is no description of a slice");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, HEADER, bytes.length - HEADER);
    if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(8)) {
      throw new IOException(file + ": is damaged: its checksum is wrong");
    }
    SliceMeta meta = new SliceMeta(signal, ByteBuffer.wrap(bytes).getInt(4));
    meta.decode(
        new DataInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER)));
    return meta;
  }

  private byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBoolean(sealed);
    out.writeLong(minTime);
    out.writeLong(maxTime);
    out.writeLong(items);
    out.writeInt(blocks);
    catalogue.write(out, version);
    traces.folded().write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private void decode(DataInputStream in) throws IOException {
    sealed = in.readBoolean();
    minTime = in.readLong();
    maxTime = in.readLong();
    items = in.readLong();
    blocks = in.readInt();
    catalogue.read(in, version);
    traces = TraceFilter.read(in);
  }
}
