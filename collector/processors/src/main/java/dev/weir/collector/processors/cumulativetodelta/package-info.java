/// Turns cumulative metrics into deltas: monotonic sums, histograms and exponential histograms. A
/// point then says what came since the point before it in its series, for backends that want that.
///
/// | key                   | default | meaning                                                    |
/// |-----------------------|---------|------------------------------------------------------------|
/// | `include`, `exclude`  |         | which metrics: `metrics` (names) with `match_type` `strict` or `regexp`, and `metric_types` of `sum`, `histogram`, `exponentialhistogram`; all when absent, and `exclude` wins |
/// | `initial_value`       | `auto`  | the first point of a series: `keep` sends it, `drop` does not, `auto` sends it when its start time is after the collector's start and before its own time |
/// | `max_staleness`       | 0       | a series without points for so long is forgotten; 0 for never |
/// | `max_streams`         | 1000000 | as many series are remembered; then the ones unseen for the longest time are forgotten |
///
/// When a counter starts over, its new value is what came since, and is sent; a new start time
/// tells so, or a value that fell. Points older than the last one of their series are dropped and
/// change nothing, as are points whose buckets cannot be compared. The smallest and largest value
/// of a histogram are not known for a delta and left out. Points without a recorded value are
/// dropped, and those that are not a number pass as they are.
///
/// The difference is taken from what was handed on: when the next step refuses a batch, its points
/// count as not seen, and give the same deltas when the batch comes again.
///
/// ```yaml
/// processors:
///   cumulative_to_delta:
///     include:
///       metrics: [http.server.requests, "^system\\."]
///       match_type: regexp
///       metric_types: [sum, histogram]
///     exclude:
///       metrics: ["\\.utilization$"]
///       match_type: regexp
///     initial_value: auto
///     max_staleness: 24h
///     max_streams: 500000
/// ```
@NullMarked
package dev.weir.collector.processors.cumulativetodelta;

import org.jspecify.annotations.NullMarked;
