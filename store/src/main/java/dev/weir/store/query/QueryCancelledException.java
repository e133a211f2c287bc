package dev.weir.store.query;

/// The thread that asked was interrupted, and the work for it stopped. The thread's flag is set.
public final class QueryCancelledException extends QueryException {
  private static final long serialVersionUID = 1;

  public QueryCancelledException(String message) {
    super(message);
  }
}
