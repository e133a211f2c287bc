package dev.weir.collector.engine.logs;

import dev.weir.collector.api.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Writes lines on a thread of its own, so that a slow terminal, pipe or disk holds up nobody. When
/// more lines wait than it has room for, the newest are left out and counted.
final class LogWriter implements AutoCloseable {
  private static final int ROOM = 4096;
  private static final Duration LAST_LINES = Duration.ofSeconds(2);
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong leftOut = new AtomicLong();
  private final List<OutputStream> outputs;
  private final Thread thread;
  private volatile boolean isClosed;

  private LogWriter(List<OutputStream> outputs) {
    this.outputs = outputs;
    thread = Thread.ofPlatform().name("weir-log").daemon().start(this::writeAll);
  }

  /// Writes to each of `paths`: files, which are appended to, or `stdout` and `stderr`.
  ///
  /// @throws StartException when a file cannot be opened
  static LogWriter to(List<String> paths) {
    List<OutputStream> outputs = new ArrayList<>();
    for (String path : paths) {
      outputs.add(open(path));
    }
    return new LogWriter(outputs);
  }

  void write(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (isClosed) {
      writeNow(bytes);
    } else if (!waiting.offer(bytes)) {
      leftOut.incrementAndGet();
    }
  }

  /// Lines that were left out because too many waited.
  long leftOut() {
    return leftOut.get();
  }

  /// Writes what waits, for two seconds at most. Lines that come later are written at once.
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      if (waiting.offer(END, LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(LAST_LINES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    try {
      for (byte[] line = waiting.take(); line.length > 0; line = waiting.take()) {
        writeNow(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void writeNow(byte[] bytes) {
    for (OutputStream output : outputs) {
      try {
        output.write(bytes);
      } catch (IOException e) {
        leftOut.incrementAndGet(); // there is nowhere left to tell
      }
    }
  }

  private static OutputStream open(String path) {
    try {
      return switch (path) {
        case "stdout" -> new FileOutputStream(FileDescriptor.out);
        case "stderr" -> new FileOutputStream(FileDescriptor.err);
        default ->
            new FileOutputStream(path.startsWith("file://") ? path.substring(7) : path, true);
      };
    } catch (IOException e) {
      throw new StartException(
          "service::telemetry::logs::output_paths: cannot write to " + path + ": " + e.getMessage(),
          e);
    }
  }
}
