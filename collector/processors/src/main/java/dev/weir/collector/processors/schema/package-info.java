/// Gives attributes and metrics the names of another version of the semantic conventions.
///
/// | key           | default    | meaning                                                         |
/// |---------------|------------|-----------------------------------------------------------------|
/// | `conventions` | none       | rename whatever the schema: `to` (`stable` or `old`),           |
/// |               |            | `families` (`http`, `database`, `messaging`, `rpc`; all), `keep`|
/// |               |            | (false): true lets the old names stand beside the new ones      |
/// | `targets`     | none       | the schema to translate to, one of                              |
/// |               |            | `https://opentelemetry.io/schemas/`                             |
/// | `migration`   | none       | `target` and `from`: of what was renamed between the two, old   |
/// |               |            | and new names, and those between, stand side by side            |
///
/// `conventions` renames attributes of spans, their events, data points and log records, such as
/// `http.method` to `http.request.method`. What depends on the side does: `net.peer.name` of a
/// client span becomes `server.address`, of a server span `client.address`. `http.target` becomes
/// `url.path` and `url.query`.
///
/// `targets` looks at the schema URL of resource and scope, and translates from that version to the
/// target, forwards or backwards, all that the published schemas rename: attributes of resources,
/// spans, events, log records and data points, and metrics. What has no schema URL, or one that is
/// not known, stays as it is, and is counted in `otelcol_processor_schema_traces_skipped` and
/// `…_failed` (`_metrics`, `_logs`); what was translated in `otelcol_processor_schema_translated`.
///
/// Where an item has an attribute of the new name already, both stay. The tables of names come with
/// the collector: nothing is fetched, and `prefetch`, `cache_cooldown`, `cache_retry_limit`,
/// `storage` and the settings of an HTTP client, such as `timeout`, have no effect.
///
/// ```yaml
/// processors:
///   schema:
///     conventions:
///       to: stable
///       families: [http, database]
///       keep: true
///     targets: [https://opentelemetry.io/schemas/1.30.0]
/// ```
@NullMarked
package dev.weir.collector.processors.schema;

import org.jspecify.annotations.NullMarked;
