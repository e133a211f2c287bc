@NullMarked
package dev.weir.collector.helper.metrics;

import org.jspecify.annotations.NullMarked;
