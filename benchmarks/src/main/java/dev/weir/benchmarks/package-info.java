/// What the benchmarks share. [Payloads] makes the requests that they measure with.
@NullMarked
package dev.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
