package dev.weir.store;

/// A store that takes nothing now and may later: its disk is full, or more is on its way to the
/// disk than may wait.
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
