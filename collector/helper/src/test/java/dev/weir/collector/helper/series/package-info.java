@NullMarked
package dev.weir.collector.helper.series;

import org.jspecify.annotations.NullMarked;
