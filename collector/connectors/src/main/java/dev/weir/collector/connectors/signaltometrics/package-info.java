/// Makes metrics of spans, data points, log records and profiles: numbers that expressions of the
/// transformation language find in them, put together for each request, by resource and attributes.
///
/// Under `spans`, `datapoints`, `logs` and `profiles` stand lists of metrics.
///
/// | key of a metric               | meaning                                                      |
/// |-------------------------------|--------------------------------------------------------------|
/// | `name`                        | of the metric; required                                      |
/// | `description`, `unit`         | of the metric; empty                                         |
/// | `include_resource_attributes` | which attributes of the resource the metric's resource has; all when empty |
/// | `attributes`                  | which attributes of the item its point has; none when empty  |
/// | `conditions`                  | of which an item has to fulfil one; all items when empty     |
/// | `sum`                         | adds up `value`; `monotonic` (false) says that it never falls |
/// | `gauge`                       | the last `value` that was no nil                             |
/// | `histogram`                   | of `value`, each `count` (1) times, in `buckets` by their upper bounds (2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1000, 1400, 2000, 5000, 10000, 15000) |
/// | `exponential_histogram`       | of `value`, each `count` (1) times, in up to `max_size` (160) buckets on either side of zero |
///
/// Exactly one of `sum`, `gauge`, `histogram` and `exponential_histogram` has to be there. `value`
/// and `count` are expressions that give a number, such as `Milliseconds(end_time - start_time)`.
/// For spans there is `AdjustedCount()`: how many spans one stands for, as its trace state says.
///
/// | key of an attribute | meaning                                                                |
/// |---------------------|------------------------------------------------------------------------|
/// | `key`               | the name                                                               |
/// | `keys_expression`   | instead of it, an expression that gives a list of names                |
/// | `default_value`     | what an item without it has instead                                    |
/// | `optional`          | that an item without it counts all the same; otherwise it is left out. The attributes of resources are all optional |
///
/// Sums and histograms have delta temporality. The resource says as
/// `signal_to_metrics.service.instance.id` which collector made the metric, so that several do not
/// write one series.
///
/// | key          | default     | meaning                                                         |
/// |--------------|-------------|-----------------------------------------------------------------|
/// | `error_mode` | `propagate` | what happens when an expression or condition fails on an item: `propagate` refuses the request, `ignore` leaves the item out and logs, `silent` leaves it out |
///
/// ```yaml
/// connectors:
///   signal_to_metrics:
///     error_mode: ignore
///     spans:
///       - name: span.duration
///         description: How long spans take
///         unit: ms
///         include_resource_attributes:
///           - key: service.name
///         attributes:
///           - key: http.route
///             default_value: unknown
///           - key: http.response.status_code
///             optional: true
///         conditions:
///           - kind == SPAN_KIND_SERVER
///         exponential_histogram:
///           count: Int(AdjustedCount())
///           value: Milliseconds(end_time - start_time)
///     datapoints:
///       - name: datapoint.count
///         sum:
///           value: "1"
///     logs:
///       - name: memory.used
///         unit: MBy
///         gauge:
///           value: ExtractGrokPatterns(body, "Memory usage %{NUMBER:used:int}MB")["used"]
/// ```
@NullMarked
package dev.weir.collector.connectors.signaltometrics;

import org.jspecify.annotations.NullMarked;
