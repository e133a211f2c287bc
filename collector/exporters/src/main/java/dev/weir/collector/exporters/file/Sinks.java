package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.StartException;
import java.util.HashMap;
import java.util.Map;

/// The sinks that are open, by path: the exporters of several signals write to one file.
final class Sinks {
  private final Map<String, Shared> open = new HashMap<>();

  /// A sink and how many use it.
  private static final class Shared {
    final FileSink sink;
    int users;

    Shared(FileSink sink) {
      this.sink = sink;
    }
  }

  /// The sink of a path; opened when it is not yet.
  ///
  /// @throws StartException when the file cannot be written, or is written with other settings
  synchronized FileSink open(FileConfig config, ComponentContext context) {
    Shared shared = open.get(config.path());
    if (shared == null) {
      shared = new Shared(new FileSink(config, context));
      open.put(config.path(), shared);
    } else if (!shared.sink.config().equals(config)) {
      throw new StartException(
          "path: \""
              + config.path()
              + "\" is written by another file exporter with other settings (expected: a path of"
              + " its own)");
    }
    shared.users++;
    return shared.sink;
  }

  /// Ends one use; closes the sink after the last one.
  synchronized void close(FileSink sink) {
    Shared shared = open.get(sink.config().path());
    if (shared != null && shared.sink == sink && --shared.users == 0) {
      open.remove(sink.config().path());
      sink.close();
    }
  }
}
