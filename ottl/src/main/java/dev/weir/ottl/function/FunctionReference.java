package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;
import org.jspecify.annotations.Nullable;

/// A converter given by its name as an argument, such as `SHA256` in `replace_pattern`.
public interface FunctionReference {

  String name();

  /// What the converter makes of one argument.
  @Nullable Object call(Frame frame, @Nullable Object argument);
}
