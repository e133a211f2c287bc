/// Changes telemetry with statements of the OpenTelemetry Transformation Language.
///
/// | key                  | meaning                                                     | default  |
/// |----------------------|-------------------------------------------------------------|----------|
/// | `error_mode`         | what happens when a statement fails on an item: `ignore` reports it and goes on with the next statement, `silent` goes on, `propagate` refuses the request for good | `ignore` |
/// | `trace_statements`   | statements for traces                                       | none     |
/// | `metric_statements`  | statements for metrics                                      | none     |
/// | `log_statements`     | statements for logs                                         | none     |
/// | `flatten_data`       | each log record gets a resource and a scope of its own while the statements run; those that are equal then are put together again. For statements on log records that change their resource: without it, they change that of all others too | `false` |
/// | `profile_statements` | statements for profiles                                     | none     |
///
/// A list of statements is either texts alone, whose paths begin with their context
/// (`span.attributes["a"]`) and of which the innermost is what all run on; or groups, each with
///
/// | key          | meaning                                                        | default      |
/// |--------------|----------------------------------------------------------------|--------------|
/// | `context`    | `resource`, `scope`, `span`, `spanevent`, `metric`, `datapoint`, `log` or `profile`; then paths need no prefix | inferred |
/// | `error_mode` | as above, for the group                                        | as above     |
/// | `conditions` | the statements run on items for which one of these is true     | on all items |
/// | `statements` | the statements, which run in order on one item after the other |              |
///
/// `weir ottl functions` prints the functions, `weir ottl try` runs a statement on a file.
///
/// ```yaml
/// processors:
///   transform:
///     error_mode: ignore
///     trace_statements:
///       - set(span.attributes["tier"], "gold") where resource.attributes["tenant"] == "acme"
///       - delete_key(span.attributes, "http.request.header.authorization")
///     log_statements:
///       - context: log
///         conditions:
///           - severity_number >= SEVERITY_NUMBER_WARN
///         statements:
///           - set(attributes["alert"], true)
/// ```
@NullMarked
package dev.weir.collector.processors.transform;

import org.jspecify.annotations.NullMarked;
