package dev.weir.store.query;

/// A question whose answer took longer than its time-out. Ask for less.
public final class QueryTimeoutException extends QueryException {
  private static final long serialVersionUID = 1;

  public QueryTimeoutException(String message) {
    super(message);
  }
}
