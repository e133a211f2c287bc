package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;
import org.jspecify.annotations.Nullable;

/// A lambda given as an argument, such as `(key, value) => value == 1`.
public interface Lambda {

  /// How many parameters the text declares. Fewer arguments than that may not be given, more are
  /// ignored.
  int parameters();

  /// The value of the body for these arguments.
  @Nullable Object call(Frame frame, @Nullable Object... arguments);
}
