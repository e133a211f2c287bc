package dev.weir.ottl.functions;

import dev.weir.ottl.function.Functions;

/// The functions that spans have besides the standard ones.
public final class SpanFunctions {
  private static final Functions ALL = Functions.of(new IsRootSpan());

  private SpanFunctions() {}

  public static Functions all() {
    return ALL;
  }
}
