@NullMarked
package dev.weir.collector.receivers.otlp;

import org.jspecify.annotations.NullMarked;
