/// What OTLP/JSON costs.
@NullMarked
package dev.weir.benchmarks.json;

import org.jspecify.annotations.NullMarked;
