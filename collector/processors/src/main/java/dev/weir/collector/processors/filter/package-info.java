/// Drops telemetry for which a condition is true.
///
/// | key                  | meaning                                                       | default  |
/// |----------------------|---------------------------------------------------------------|----------|
/// | `error_mode`         | what happens when a condition fails on an item: `ignore` reports it, `silent` does not, and the condition counts as false; `propagate` refuses the request for good | `ignore` |
/// | `trace_conditions`   | conditions for traces: texts whose paths begin with their context, or groups of `context`, `error_mode`, `conditions` | none |
/// | `metric_conditions`, `log_conditions`, `profile_conditions` | the same for the other signals | none |
/// | `traces`             | conditions by context: `resource`, `span`, `spanevent`        | none     |
/// | `metrics`            | `resource`, `metric`, `datapoint`; or `include` and `exclude` | none     |
/// | `logs`               | `resource`, `log_record`; or `include` and `exclude`          | none     |
/// | `profiles`           | `resource`, `profile`                                         | none     |
/// | `spans`              | `include` and `exclude`, as in `attributes`                   | none     |
///
/// Any condition that is true drops the item. What is left without content goes as well: a metric
/// without data points, a scope, a resource. A span whose events were all dropped stays. If nothing
/// is left, nothing is handed on. What is dropped is counted in
/// `otelcol_processor_filter_spans.filtered` and its like.
///
/// The older `include` keeps what it matches, `exclude` drops it. For metrics they take
/// `match_type` (`strict`, `regexp`), `metric_names` and `resource_attributes`, or `match_type:
/// expr` and `expressions` such as `MetricName == "a" && Label("b") matches "^c"` or
/// `HasLabel("d")`, which match a metric if they are true for any of its data points; for logs
/// `match_type`, `bodies`, `severity_texts`, `severity_number` (`min`, `match_undefined`),
/// `record_attributes` and `resource_attributes`.
///
/// ```yaml
/// processors:
///   filter:
///     error_mode: ignore
///     trace_conditions:
///       - span.attributes["http.route"] == "/healthz"
///       - resource.attributes["service.name"] == "load-test"
///     metric_conditions:
///       - context: datapoint
///         conditions:
///           - value_double < 0
///     logs:
///       log_record:
///         - severity_number < SEVERITY_NUMBER_WARN
/// ```
@NullMarked
package dev.weir.collector.processors.filter;

import org.jspecify.annotations.NullMarked;
