/// Changes the attributes of spans, log records and data points: adds, replaces, removes, hashes
/// and converts them, or extracts parts of their values into others.
///
/// Actions run in the order they are written, each on what the ones before it left. `include` and
/// `exclude` choose the items to work on. A batch in which nothing changes is handed on as it came.
///
/// It does what the Collector's processor does, but for these: of attributes with one key, which
/// OTLP forbids, all are removed or replaced, so that nothing deleted lives on in a second copy;
/// and `resources` selects metrics, which the Collector accepts and ignores.
///
/// ```yaml
/// processors:
///   attributes:
///     include:
///       match_type: regexp
///       span_names: ["^/api/"]
///     actions:
///       - key: environment
///         value: production
///         action: upsert
///       - key: tenant
///         from_context: metadata.x-tenant
///         default_value: none
///         action: insert
///       - key: user.email
///         action: hash
///       - pattern: ^http\.request\.header\.
///         action: delete
///       - key: http.url
///         pattern: ^https?://(?P<server_address>[^/:]+)
///         action: extract
///       - key: http.status_code
///         converted_type: int
///         action: convert
/// ```
@NullMarked
package dev.weir.collector.processors.attributes;

import org.jspecify.annotations.NullMarked;
