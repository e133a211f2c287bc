package dev.weir.collector.engine.logs;

import dev.weir.collector.api.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration BETWEEN_ERRORS = Duration.ofSeconds(10);
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong leftOut = new AtomicLong();
  private final List<OutputStream> outputs;
  private final List<OutputStream> errorOutputs;
  private final Thread thread;
  private volatile boolean isClosed;

  private long toldNanos = System.nanoTime() - BETWEEN_ERRORS.toNanos(); // guarded by this

  private LogWriter(List<OutputStream> outputs, List<OutputStream> errorOutputs) {
    this.outputs = outputs;
    this.errorOutputs = errorOutputs;
    thread = Thread.ofPlatform().name("weir-log").daemon().start(this::writeAll);
  }

  /// Writes to each of `paths`: files, which are appended to, or `stdout` and `stderr`.
  ///
  /// @param errorPaths where it is told that a line could not be written
  /// @throws StartException when a file cannot be opened
  static LogWriter to(List<String> paths, List<String> errorPaths) {
    return new LogWriter(open("output_paths", paths), open("error_output_paths", errorPaths));
  }

  private static List<OutputStream> open(String setting, List<String> paths) {
    List<OutputStream> outputs = new ArrayList<>();
    for (String path : paths) {
      outputs.add(open(setting, path));
    }
    return outputs;
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
        leftOut.incrementAndGet();
        tell(e);
      }
    }
  }

  private void tell(IOException failure) {
    long now = System.nanoTime();
    if (now - toldNanos < BETWEEN_ERRORS.toNanos()) {
      return;
    }
    toldNanos = now;
    byte[] text =
        (Instant.now() + " write error: " + failure.getMessage() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    for (OutputStream output : errorOutputs) {
      try {
        output.write(text);
      } catch (IOException e) {
        leftOut.incrementAndGet(); // there is nowhere left to tell
      }
    }
  }

  private static OutputStream open(String setting, String path) {
    try {
      return switch (path) {
        case "stdout" -> new FileOutputStream(FileDescriptor.out);
        case "stderr" -> new FileOutputStream(FileDescriptor.err);
        default ->
            new FileOutputStream(path.startsWith("file://") ? path.substring(7) : path, true);
      };
    } catch (IOException e) {
      throw new StartException(
          "service::telemetry::logs::"
              + setting
              + ": cannot write to "
              + path
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
