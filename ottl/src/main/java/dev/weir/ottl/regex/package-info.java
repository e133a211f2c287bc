/// Regular expressions that are only asked whether they occur in a text. Start with
/// [dev.weir.ottl.regex.Automaton].
@NullMarked
package dev.weir.ottl.regex;

import org.jspecify.annotations.NullMarked;
