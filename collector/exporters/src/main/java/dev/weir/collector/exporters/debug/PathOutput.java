package dev.weir.collector.exporters.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Writes to files, which are appended to, or to the standard outputs.
final class PathOutput implements Output {
  private static final String FILE_SCHEME = "file://";

  private final ReentrantLock writing = new ReentrantLock();
  private final List<OutputStream> streams = new ArrayList<>();

  /// Opens `paths`.
  ///
  /// @throws StartException when one of them cannot be written to
  PathOutput(List<String> paths) {
    for (String path : paths) {
      try {
        streams.add(open(path));
      } catch (IOException e) {
        close();
        throw new StartException(
            "output_paths: cannot write to \"" + path + "\": " + e.getMessage(), e);
      }
    }
  }

  private static OutputStream open(String path) throws IOException {
    return switch (path) {
      case "stdout" -> new FileOutputStream(FileDescriptor.out);
      case "stderr" -> new FileOutputStream(FileDescriptor.err);
      default ->
          new FileOutputStream(
              path.startsWith(FILE_SCHEME) ? path.substring(FILE_SCHEME.length()) : path, true);
    };
  }

  @Override
  public void summary(String name, List<Count> counts) {
    text(
        counts.stream()
            .map(count -> "\"" + count.what() + "\": " + count.amount())
            .collect(Collectors.joining(", ", name + "\t{", "}")));
  }

  @Override
  public void text(String lines) {
    byte[] bytes = (lines + "\n").getBytes(UTF_8);
    writing.lock();
    try {
      for (OutputStream stream : streams) {
        stream.write(bytes);
      }
    } catch (IOException e) {
      throw new RetryableRefusal("cannot write to output_paths: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    for (OutputStream stream : streams) {
      try {
        closeFile(stream);
      } catch (IOException e) {
        // Nothing is buffered, so nothing is lost with it.
      }
    }
  }

  /// The standard outputs are the process's and stay open.
  private static void closeFile(OutputStream stream) throws IOException {
    if (stream instanceof FileOutputStream file
        && file.getFD() != FileDescriptor.out
        && file.getFD() != FileDescriptor.err) {
      file.close();
    }
  }
}
