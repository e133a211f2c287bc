/// The process's memory as a budget in bytes: [JvmMemoryBudget] is the one that a collector uses.
@NullMarked
package dev.weir.collector.helper.memory;

import org.jspecify.annotations.NullMarked;
