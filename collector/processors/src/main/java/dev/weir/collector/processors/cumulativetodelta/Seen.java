package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.helper.metrics.PointValue;

/// The last point of a series, with times in nanoseconds since 1970.
///
/// @param start when its counting began; 0 when it does not say
record Seen(long start, long time, PointValue value) {}
