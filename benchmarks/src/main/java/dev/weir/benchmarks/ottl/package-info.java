/// The transformation language on requests of 512 items.
@NullMarked
package dev.weir.benchmarks.ottl;

import org.jspecify.annotations.NullMarked;
