/// How functions are declared. A function is a class that says its name and parameters
/// ([dev.weir.ottl.function.Signature]) and, given the arguments of one call, makes what runs for
/// every item. Its doc comment is its documentation for users.
///
/// How to add one stands in `ottl/FUNCTIONS.md`.
@NullMarked
package dev.weir.ottl.function;

import org.jspecify.annotations.NullMarked;
