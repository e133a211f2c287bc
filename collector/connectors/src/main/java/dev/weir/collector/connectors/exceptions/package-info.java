/// Makes metrics and log records of the exceptions in spans: of their events called `exception`.
///
/// | key                  | default                               | meaning                       |
/// |----------------------|---------------------------------------|-------------------------------|
/// | `dimensions`         | `exception.type`, `exception.message` | attributes that tell          |
/// |                      |                                       | exceptions apart: `name`, and |
/// |                      |                                       | a `default` where there is    |
/// |                      |                                       | none                          |
/// | `exemplars::enabled` | false                                 | let points name spans         |
///
/// A dimension is looked for in the span, the event and the resource. The metric `exceptions` is a
/// cumulative sum with the dimensions, `service.name`, `span.name`, `span.kind` and `status.code`.
/// Counts that changed are handed on with every batch, all of them once a minute. Beyond 10,000
/// combinations exceptions are counted together, with the attribute `otel.metric.overflow`.
///
/// A log record has the time of the event, the severity `ERROR`, the ids, resource and scope of the
/// span, and as attributes those of the span, those of the metric and `exception.stacktrace`.
///
/// ```yaml
/// connectors:
///   exceptions:
///     dimensions:
///       - name: exception.type
///       - name: http.request.method
///         default: GET
///     exemplars:
///       enabled: true
/// ```
@NullMarked
package dev.weir.collector.connectors.exceptions;

import org.jspecify.annotations.NullMarked;
