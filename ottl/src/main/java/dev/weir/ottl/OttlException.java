package dev.weir.ottl;

/// Something in a program that cannot work, found when it is loaded. The text says what was found
/// and what was expected.
///
/// Functions throw it from `create`; whoever compiles the statement adds the statement and the
/// place.
public final class OttlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OttlException(String message) {
    super(message);
  }
}
