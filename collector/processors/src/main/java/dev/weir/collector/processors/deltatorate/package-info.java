/// Turns deltas into rates: the value of each point of a delta sum, divided by the seconds between
/// its start time and its time. The metric becomes a gauge of doubles, and its unit gets `/s`.
///
/// | key       | meaning                                       |
/// |-----------|-----------------------------------------------|
/// | `metrics` | names of the metrics to convert; at least one |
///
/// Other metrics of these names, such as cumulative sums, stay as they are. A point that does not
/// tell when it began, or began when it ended, has no rate and is dropped.
///
/// ```yaml
/// processors:
///   delta_to_rate:
///     metrics: [http.server.requests, system.network.io]
/// ```
@NullMarked
package dev.weir.collector.processors.deltatorate;

import org.jspecify.annotations.NullMarked;
