package dev.weir.ottl.functions;

import dev.weir.ottl.function.Functions;

/// The functions that spans have besides the standard ones.
public final class SpanFunctions {
  private static final Functions CONVERTERS = Functions.of(new IsRootSpan());
  private static final Functions ALL = CONVERTERS.and(Functions.of(new SetSemconvSpanName()));

  private SpanFunctions() {}

  public static Functions all() {
    return ALL;
  }

  /// Those that conditions may call.
  public static Functions converters() {
    return CONVERTERS;
  }
}
