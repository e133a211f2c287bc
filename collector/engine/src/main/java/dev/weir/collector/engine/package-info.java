/// A whole collector in one object: [Collector].
@NullMarked
package dev.weir.collector.engine;

import org.jspecify.annotations.NullMarked;
