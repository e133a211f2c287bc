/// The text of the language: [dev.weir.ottl.syntax.Parser] makes a [dev.weir.ottl.syntax.Tree] of
/// it, [dev.weir.ottl.syntax.Printer] makes text of a tree again.
@NullMarked
package dev.weir.ottl.syntax;

import org.jspecify.annotations.NullMarked;
