/// What statements run on: the contexts, such as span or log, with the paths each has, and the
/// frame that stands on one item of a request after the other.
@NullMarked
package dev.weir.ottl.context;

import org.jspecify.annotations.NullMarked;
