@NullMarked
package dev.weir.collector.helper.tls;

import org.jspecify.annotations.NullMarked;
