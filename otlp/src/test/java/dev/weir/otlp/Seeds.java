package dev.weir.otlp;

import java.util.function.LongConsumer;

/// Runs a property for a number of seeds, and names the seed for which it fails.
public final class Seeds {
  private static final long FIRST = Long.getLong("weir.seed", 20260101);

  private Seeds() {}

  /// `-Dweir.seed=N` makes N the first seed.
  public static void forEach(int runs, LongConsumer property) {
    for (long seed = FIRST; seed < FIRST + runs; seed++) {
      try {
        property.accept(seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("fails with -Dweir.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
