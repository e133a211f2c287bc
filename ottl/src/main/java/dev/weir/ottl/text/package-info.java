/// What functions do with text: regular expressions, patterns, formats, and the parsers of the
/// notations that logs are written in. Nothing here knows items or frames.
@NullMarked
package dev.weir.ottl.text;

import org.jspecify.annotations.NullMarked;
