package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.StartException;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Writes records to the file or files of one path, one at a time, and flushes them now and then.
/// Any thread may call it.
final class FileSink {
  private final FileConfig config;
  private final ComponentContext context;
  private final OutputFiles files;
  private final ReentrantLock writing = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread flusher;
  private boolean troubled;

  /// A record for one file.
  ///
  /// @param record pieces that are written one after the other
  record Entry(String path, List<ByteBuffer> record, Signal signal, int items) {}

  /// Opens the file, unless the path has a `*` for files that become known later.
  ///
  /// @throws StartException when it cannot be written
  FileSink(FileConfig config, ComponentContext context) {
    this.config = config;
    this.context = context;
    this.files = new OutputFiles(config);
    if (!config.groupBy().enabled()) {
      open();
    }
    this.flusher = Thread.ofVirtual().name("weir-file-flush").start(this::flushAgainAndAgain);
  }

  private void open() {
    try {
      files.open(config.path());
    } catch (IOException e) {
      throw new StartException(
          "path: "
              + IoErrors.cannotWrite(e)
              + (config.createDirectory()
                  ? ""
                  : " (create_directory: true makes a missing folder)"),
          e);
    }
  }

  FileConfig config() {
    return config;
  }

  /// Takes a record, or throws and has taken none of it.
  void write(Entry entry) throws IOException {
    writing.lock();
    try {
      files.open(entry.path()).append(entry);
    } finally {
      writing.unlock();
    }
  }

  private void flushAgainAndAgain() {
    long interval = config.effectiveFlushInterval().toNanos();
    try {
      while (!closed.await(interval, TimeUnit.NANOSECONDS)) {
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Flushes everything. What cannot be written is kept for the next time.
  private void flush() {
    writing.lock();
    try {
      files.flush();
      if (troubled) {
        troubled = false;
        context.status().ok();
      }
    } catch (IOException e) {
      troubled = true;
      String text = IoErrors.cannotWrite(e);
      context.status().recoverableError(text);
      context.log().warn("Writing to the file failed. Will retry.", "error", text);
    } finally {
      writing.unlock();
    }
  }

  /// Flushes and closes; what cannot be written is counted as lost.
  void close() {
    closed.countDown();
    try {
      flusher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writing.lock();
    try {
      files.close((signal, items, error) ->
          context.losses().lost(signal, items, "write_failed", IoErrors.cannotWrite(error)));
    } finally {
      writing.unlock();
    }
  }
}
