/// Whole requests, joined and divided by copying ranges: nothing is decoded but what must be looked
/// at. [Concatenation] joins, [Splitter] bounds the size of what is sent, [Partitioner] divides by
/// a key of the items, [ItemFilter] drops items.
///
/// Everything here takes requests that `OtlpScan` has accepted, and returns valid ones: an item
/// keeps its resource, scope and metric with their schema URLs and unknown fields, repeated in
/// every part that holds such an item. An envelope that holds no item is not carried into a part,
/// except where the request is returned as it came. Nothing keeps state between calls, so any
/// thread may call.
///
/// How it works: one walk notes where items and envelopes lie (`ItemIndex`), a rule gives each item
/// the number of its part, and a second pass over the notes copies each part into an array of its
/// size. An envelope whose items all go the same way is copied whole.
@NullMarked
package dev.weir.otlp.batch;

import org.jspecify.annotations.NullMarked;
