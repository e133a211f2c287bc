@NullMarked
package dev.weir.collector.helper.compress;

import org.jspecify.annotations.NullMarked;
