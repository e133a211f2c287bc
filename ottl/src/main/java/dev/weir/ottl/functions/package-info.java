/// The standard functions, one class each; [dev.weir.ottl.functions.StandardFunctions] lists them.
/// The doc comment of a function is its documentation for users, and is printed by `weir ottl
/// functions`.
@NullMarked
package dev.weir.ottl.functions;

import org.jspecify.annotations.NullMarked;
