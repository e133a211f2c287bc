package dev.weir.collector.exporters.file;

import dev.weir.otlp.Signal;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file, written record by record through a buffer. Not safe for threads.
///
/// A record is in the file whole or not at all: when a write fails, the file is cut back to where
/// it ended before, and the buffer is kept. (Pipes and devices cannot be cut back.) Streams are
/// used instead of channels since an interrupted thread would close a channel for everybody.
final class OutputFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final File file;
  private final @Nullable Rotation rotation;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /// Items in the buffer.
  private final Map<Signal, Long> buffered = new EnumMap<>(Signal.class);

  /// The last flush failed; nothing more is taken until one succeeds.
  private boolean failing;

  /// The full file was renamed, and the new one not opened yet. The buffer is empty.
  private boolean renamed;

  private FileOutputStream out;

  /// Told of items that were taken and could not be written.
  interface LossListener {
    void lost(Signal signal, long items, IOException error);
  }

  /// Opens a file.
  ///
  /// @param append whether to keep what is in it
  OutputFile(Path path, boolean append, @Nullable Rotation rotation) throws IOException {
    this.file = path.toFile();
    this.rotation = rotation;
    if (!append && isRegular()) {
      new FileOutputStream(file, false).close();
    }
    this.out = new FileOutputStream(file, true);
  }

  private boolean isRegular() {
    return Files.isRegularFile(file.toPath());
  }

  /// Takes a record, or throws and has taken none of it.
  void append(FileSink.Entry entry) throws IOException {
    long length = entry.record().stream().mapToLong(ByteBuffer::remaining).sum();
    rotateIfFull(length);
    if (failing || length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      write(entry.record());
      return;
    }
    entry.record().forEach(buffer::put);
    buffered.merge(entry.signal(), (long) entry.items(), Long::sum);
  }

  private void rotateIfFull(long more) throws IOException {
    if (rotation == null) {
      return;
    }
    openAgain(rotation);
    long size = file.length() + buffer.position();
    if (size > 0 && size + more > rotation.maxBytes() && isRegular()) {
      flush();
      rotation.rename();
      renamed = true;
      openAgain(rotation);
    }
  }

  /// Begins the new file after the full one was renamed. When that fails it is tried again with the
  /// next record, and nothing is taken meanwhile: it would go into the renamed file.
  private void openAgain(Rotation done) throws IOException {
    if (!renamed) {
      return;
    }
    FileOutputStream full = out;
    out = new FileOutputStream(file, true);
    renamed = false;
    full.close();
    done.deleteOld();
  }

  /// Hands the buffer to the operating system. When that fails the buffer is kept.
  void flush() throws IOException {
    if (rotation != null) {
      openAgain(rotation);
    }
    if (buffer.position() == 0) {
      return;
    }
    failing = true;
    write(List.of(buffer.duplicate().flip()));
    failing = false;
    buffer.clear();
    buffered.clear();
  }

  private void write(List<ByteBuffer> pieces) throws IOException {
    long before = file.length();
    try {
      for (ByteBuffer piece : pieces) {
        out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
      }
    } catch (IOException e) {
      cutBack(before);
      throw new IOException(file + " (" + e.getMessage() + ")", e);
    }
  }

  private void cutBack(long length) throws IOException {
    if (file.length() > length && isRegular()) {
      try (RandomAccessFile whole = new RandomAccessFile(file, "rw")) {
        whole.setLength(length);
      }
    }
  }

  /// Flushes and closes, and tells `losses` what could not be written.
  void close(LossListener losses) {
    try {
      flush();
    } catch (IOException e) {
      buffered.forEach((signal, items) -> losses.lost(signal, items, e));
    }
    try {
      out.close();
    } catch (IOException e) {
      // Everything was handed to the operating system, or counted as lost.
    }
  }
}
