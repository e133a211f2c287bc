package dev.weir.collector.helper.batching;

import java.time.Duration;

/// When batches that wait together are handed on as one.
///
/// @param sizer the unit of the two sizes; [Sizer#REQUESTS] counts batches as they came
/// @param minSize as soon as they reach this size
/// @param maxSize what is handed on never exceeds this, unless one item alone does; 0 for no limit
/// @param timeout after this time whatever their size; zero for at once
public record BatchRule(Sizer sizer, long minSize, long maxSize, Duration timeout) {

  boolean isFull(long size) {
    return size >= minSize || timeout.isZero();
  }

  boolean exceeds(long size) {
    return maxSize > 0 && size > maxSize;
  }
}
