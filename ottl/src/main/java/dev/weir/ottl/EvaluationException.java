package dev.weir.ottl;

/// A statement, condition or expression that fails on one item. What happens then is the user's
/// choice, see [ErrorMode].
///
/// It has no stack trace: the data decides how often it occurs.
public class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvaluationException(String message) {
    super(message, null, false, false);
  }
}
