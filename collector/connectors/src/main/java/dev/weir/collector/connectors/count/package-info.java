/// Counts spans, span events, metrics, data points, log records and profiles, and hands on the
/// counts as metrics: monotonic delta sums, made of each request for each of its resources.
///
/// Without settings it makes `trace.span.count`, `trace.span.event.count`, `metric.count`,
/// `metric.datapoint.count`, `log.record.count` and `profile.count`. Metrics of another name under
/// `spans`, `spanevents`, `metrics`, `datapoints`, `logs` or `profiles` replace the one of that
/// kind. Each may have
///
/// | key           | meaning                                                                   |
/// |---------------|---------------------------------------------------------------------------|
/// | `description` | of the metric                                                             |
/// | `conditions`  | conditions in the transformation language, of which an item has to fulfil one |
/// | `attributes`  | a list of `key` and `default_value`: counts items by their values of these, looked for in the item, its scope and its resource; an item that lacks one without a default is not counted; not for `metrics` and `profiles` |
///
/// An item on which a condition fails is not counted for it; that is logged.
///
/// ```yaml
/// connectors:
///   count:
///     spans:
///       my.span.count:
///         description: The number of spans of each environment
///         attributes:
///           - key: env
///             default_value: unspecified
///           - key: http.response.status_code
///     logs:
///       my.error.count:
///         conditions:
///           - severity_number >= SEVERITY_NUMBER_ERROR
/// ```
@NullMarked
package dev.weir.collector.connectors.count;

import org.jspecify.annotations.NullMarked;
