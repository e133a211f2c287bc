package dev.weir.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second process away from a folder. The system lets go of it when the process ends, in
/// whatever way.
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock of a folder, which is made if it is not there.
  ///
  /// @throws StoreException if somebody has it
  static FolderLock take(Path folder) {
    Path file = folder.resolve("lock");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String owner = Files.readString(file).strip();
        channel.close();
        throw new StoreException(
            "%s: is used by another process%s (expected: one process for each folder)"
                .formatted(folder, owner.isEmpty() ? "" : " (" + owner + ")"));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(("pid " + ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new StoreException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
