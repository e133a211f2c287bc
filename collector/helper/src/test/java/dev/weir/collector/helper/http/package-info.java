@NullMarked
package dev.weir.collector.helper.http;

import org.jspecify.annotations.NullMarked;
