package dev.weir.collector.api;

/// A text that is never printed: a password, a token, a header that may hold one.
public final class Secret {
  private static final String REDACTED = "[REDACTED]";

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The secret itself, for whoever has to present it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return REDACTED;
  }
}
