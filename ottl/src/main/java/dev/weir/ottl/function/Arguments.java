package dev.weir.ottl.function;

import org.jspecify.annotations.Nullable;

/// The arguments of one call in a program, checked against the signature.
public interface Arguments {

  /// The argument of a parameter that must be given.
  <T> T get(Parameter<T> parameter);

  /// The argument of an optional parameter, or null if it was left out.
  <T> @Nullable T find(Parameter<T> parameter);

  /// The argument of an optional parameter, or `otherwise`.
  default <T> T get(Parameter<T> parameter, T otherwise) {
    T given = find(parameter);
    return given == null ? otherwise : given;
  }

  /// The number of a cell that this call has for itself in every frame; see
  /// [dev.weir.ottl.context.Frame#cell].
  int newCell();
}
