package dev.weir.collector.engine.config.expand;

import org.jspecify.annotations.Nullable;

/// A text cannot be had: no such file, no such scheme, no answer.
public final class RetrieveException extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable String hint;

  RetrieveException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  /// What is wrong.
  public String message() {
    return String.valueOf(getMessage());
  }

  /// What to do about it.
  public @Nullable String hint() {
    return hint;
  }
}
