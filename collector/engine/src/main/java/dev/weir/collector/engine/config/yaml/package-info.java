/// YAML text as a tree of values that know where they stand, read as the Go Collector reads it.
@NullMarked
package dev.weir.collector.engine.config.yaml;

import org.jspecify.annotations.NullMarked;
