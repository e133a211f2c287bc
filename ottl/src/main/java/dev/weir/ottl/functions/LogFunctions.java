package dev.weir.ottl.functions;

import dev.weir.ottl.function.Functions;

/// The functions that log records have besides the standard ones.
public final class LogFunctions {
  private static final Functions ALL =
      Functions.of(new ParseCEF(), new ParseCLF(), new ParseELF(), new ParseLEEF());

  private LogFunctions() {}

  public static Functions all() {
    return ALL;
  }
}
