package dev.weir.ottl.compile;

/// Something in a tree that cannot work, with its place.
final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  CompileException(int at, String message) {
    super(message, null, false, false);
    this.at = at;
  }

  int at() {
    return at;
  }
}
