/// What a step of a pipeline costs for each item.
@NullMarked
package dev.weir.benchmarks.processors;

import org.jspecify.annotations.NullMarked;
