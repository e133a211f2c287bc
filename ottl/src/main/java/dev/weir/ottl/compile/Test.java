package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;

/// A condition that runs.
@FunctionalInterface
interface Test {
  Test TRUE = frame -> true;
  Test FALSE = frame -> false;

  boolean test(Frame frame);

  static Test of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
