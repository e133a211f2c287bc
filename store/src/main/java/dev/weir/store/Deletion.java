package dev.weir.store;

import dev.weir.otlp.Signal;
import dev.weir.store.query.TimeRange;
import java.util.Set;

/// What a deletion takes away. Data go by whole slices, so it may be more or less than was asked.
///
/// @param items how many items, of all signals together
/// @param bytes how many bytes of files
/// @param range the times of these items; empty at 0 if there are none
public record Deletion(Set<Signal> signals, long items, long bytes, TimeRange range) {}
