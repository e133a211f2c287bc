package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;

/// A condition that runs.
@FunctionalInterface
interface Test {
  Test TRUE = frame -> true;
  Test FALSE = frame -> false;

  boolean test(Frame frame);

  /// What the answer is for everything inside of the item of this depth that the frame stands on. A
  /// part that could fail is not passed over: what comes behind it counts for nothing.
  default Known known(Frame frame, int depth) {
    return this == TRUE ? Known.TRUE : this == FALSE ? Known.FALSE : Known.OPEN;
  }

  static Test of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
