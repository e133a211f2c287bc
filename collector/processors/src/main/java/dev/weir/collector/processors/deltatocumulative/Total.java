package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.helper.metrics.PointValue;

/// What the points of a series add up to, with times in nanoseconds since 1970.
///
/// @param start of the first point; 0 when it does not say
/// @param time of the last point
record Total(long start, long time, PointValue value) {}
