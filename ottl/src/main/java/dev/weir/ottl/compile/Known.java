package dev.weir.ottl.compile;

/// What is known of a condition before the walk stands on the item that it is about.
public enum Known {
  TRUE,
  FALSE,
  /// It depends on the item.
  OPEN;

  static Known of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Known negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case OPEN -> OPEN;
    };
  }
}
