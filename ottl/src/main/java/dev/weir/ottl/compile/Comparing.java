package dev.weir.ottl.compile;

import dev.weir.ottl.value.Type;
import java.util.Optional;

/// Comparisons whose answer their types give away.
final class Comparing {
  private Comparing() {}

  /// What is wrong with comparing values of these types, if anything.
  static Optional<String> check(Type left, Type right) {
    boolean isKnown = known(left) && known(right);
    if (!isKnown || group(left) == group(right)) {
      return Optional.empty();
    }
    return Optional.of(left.text() + " compared with " + right.text() + ", which are never equal");
  }

  private static boolean known(Type type) {
    return type != Type.ANY && type != Type.NIL;
  }

  private static Type group(Type type) {
    return type == Type.DOUBLE ? Type.INT : type;
  }
}
