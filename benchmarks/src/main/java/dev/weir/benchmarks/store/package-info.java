/// Measures the store, see [dev.weir.benchmarks.store.StoreBenchmark].
@NullMarked
package dev.weir.benchmarks.store;

import org.jspecify.annotations.NullMarked;
