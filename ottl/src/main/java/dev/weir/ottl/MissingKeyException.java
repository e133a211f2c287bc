package dev.weir.ottl;

/// A key behind the result of a converter that has no such key: what a pattern looked for is not
/// there.
public final class MissingKeyException extends EvaluationException {
  private static final long serialVersionUID = 1L;

  public MissingKeyException(String key) {
    super("no key \"" + key + "\" in the map");
  }
}
