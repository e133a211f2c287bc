/// Turns deltas into cumulative metrics: sums, histograms and exponential histograms. The points of
/// a series are added up from its first one on, which gives the start time.
///
/// | key           | default | meaning                                                          |
/// |---------------|---------|------------------------------------------------------------------|
/// | `max_stale`   | 5m      | a series without points for so long is forgotten and starts over |
/// | `max_streams` | no limit| as many series are kept; the points of further ones are dropped   |
///
/// Points that are not newer than the last one of their series, or begin before the series, are
/// dropped: they would be counted twice. Exponential histograms of different scale are added at the
/// coarser one, and become coarser still where more than 160 buckets would be needed. A histogram
/// whose bounds change starts its series over. Points without a recorded value pass as they are.
///
/// When the next step refuses a batch, its points count as not seen, and are added when the batch
/// comes again.
///
/// ```yaml
/// processors:
///   delta_to_cumulative:
///     max_stale: 10m
///     max_streams: 200000
/// ```
@NullMarked
package dev.weir.collector.processors.deltatocumulative;

import org.jspecify.annotations.NullMarked;
