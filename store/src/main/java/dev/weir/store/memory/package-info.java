/// A store in memory: simple and bounded. It evaluates expressions one item at a time, which also
/// makes it the measure of what other implementations answer.
@NullMarked
package dev.weir.store.memory;

import org.jspecify.annotations.NullMarked;
