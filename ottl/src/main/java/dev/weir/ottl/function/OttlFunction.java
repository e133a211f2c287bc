package dev.weir.ottl.function;

/// A function of the language. One object serves all programs and threads.
public sealed interface OttlFunction permits Editor, Converter {
  Signature signature();
}
