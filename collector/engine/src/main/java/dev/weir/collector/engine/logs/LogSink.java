package dev.weir.collector.engine.logs;

/// Takes lines of the log as well. Called by any thread, and does not hold it up.
interface LogSink extends AutoCloseable {

  void accept(LogLine line);

  /// Hands on what waits.
  @Override
  void close();
}
