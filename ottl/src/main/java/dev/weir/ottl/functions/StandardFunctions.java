package dev.weir.ottl.functions;

import dev.weir.ottl.function.Functions;

/// The functions that every context has.
public final class StandardFunctions {
  private static final Functions EDITORS = Functions.of(new DeleteKey(), new Set());

  private static final Functions CONVERTERS = Functions.of(new Concat());

  private StandardFunctions() {}

  /// What changes an item.
  public static Functions editors() {
    return EDITORS;
  }

  /// What makes a value of values.
  public static Functions converters() {
    return CONVERTERS;
  }

  public static Functions all() {
    return EDITORS.and(CONVERTERS);
  }
}
