package dev.weir.store.query;

/// A question that cannot be answered as it is put.
public class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueryException(String message) {
    super(message);
  }
}
