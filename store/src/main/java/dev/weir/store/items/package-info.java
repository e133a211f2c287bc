/// Reads items out of OTLP requests: what the implementations of a store have in common.
@NullMarked
package dev.weir.store.items;

import org.jspecify.annotations.NullMarked;
