package dev.weir.ottl.function;

/// A function that makes a value of its arguments and changes nothing.
public non-sealed interface Converter extends OttlFunction {

  /// Prepares one call: what can be done once, such as compiling a regular expression, is done
  /// here. The expression runs for every item, on many threads at once.
  ///
  /// @throws dev.weir.ottl.OttlException if the arguments cannot work
  Expression create(Arguments arguments);
}
