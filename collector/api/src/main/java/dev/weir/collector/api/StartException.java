package dev.weir.collector.api;

import org.jspecify.annotations.Nullable;

/// A component cannot start: a port in use, a file that cannot be read. The message is meant for
/// the user; it names the value and says what to do.
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    this(message, null);
  }

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
