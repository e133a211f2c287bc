/// Hands on one log record for many that are equal: same resource, scope, severity, body and
/// attributes, whatever their times and ids.
///
/// | key                   | default     | meaning                                          |
/// |-----------------------|-------------|--------------------------------------------------|
/// | `interval`            | 10s         | how often what was collected is handed on        |
/// | `log_count_attribute` | `log_count` | the attribute with the number of records         |
/// | `timezone`            | `UTC`       | of the times in the attributes                   |
/// | `exclude_fields`      | none        | parts of `body` and `attributes` that are removed|
/// |                       |             | before records are compared                      |
/// | `include_fields`      | none        | parts that alone are compared; records that have |
/// |                       |             | none of them are compared as a whole             |
/// | `conditions`          | none        | conditions in the transformation language, of    |
/// |                       |             | which a record has to fulfil one; others pass at |
/// |                       |             | once, as they are                                |
///
/// A field is `body.key`, `attributes.key` or a longer path; a dot within a key has a backslash
/// before it. A record that is handed on is the first that came, with the present time, the time
/// when it first came as its observed time, and the attributes `first_observed_timestamp` and
/// `last_observed_timestamp`.
///
/// What is collected is bounded: beyond 32 MiB it is handed on before the interval ends, and
/// callers are refused for now if the next step takes nothing. It is handed on until it is taken,
/// also at shutdown; what is lost is counted. How many records one stands for is in
/// `otelcol_dedup_processor_aggregated_logs`.
///
/// ```yaml
/// processors:
///   logdedup:
///     interval: 60s
///     log_count_attribute: dedup_count
///     timezone: America/Los_Angeles
///     exclude_fields: [body.timestamp, attributes.host\.name]
/// ```
@NullMarked
package dev.weir.collector.processors.logdedup;

import org.jspecify.annotations.NullMarked;
