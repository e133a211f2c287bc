package dev.weir.collector.api;

import org.jspecify.annotations.Nullable;

/// Structured logging for a component; its name, kind and signal are added. Repeated lines are
/// sampled. Never called per item. Any thread may call it.
public interface Log {

  /// How much a line matters.
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  boolean isEnabled(Level level);

  /// Writes one line.
  ///
  /// @param message constant text, so that repetitions are recognised
  /// @param fields names and values in turn; values are printed with [String#valueOf(Object)]
  void log(Level level, String message, @Nullable Throwable error, @Nullable Object... fields);

  default void debug(String message, @Nullable Object... fields) {
    log(Level.DEBUG, message, null, fields);
  }

  default void info(String message, @Nullable Object... fields) {
    log(Level.INFO, message, null, fields);
  }

  default void warn(String message, @Nullable Object... fields) {
    log(Level.WARN, message, null, fields);
  }

  default void error(String message, @Nullable Object... fields) {
    log(Level.ERROR, message, null, fields);
  }
}
