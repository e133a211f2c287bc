/// What compressing and decompressing requests costs.
@NullMarked
package dev.weir.benchmarks.compress;

import org.jspecify.annotations.NullMarked;
