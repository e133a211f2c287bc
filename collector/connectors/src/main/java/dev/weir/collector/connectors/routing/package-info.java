/// Sends telemetry to pipelines by conditions, such as one pipeline for each tenant.
///
/// | key                 | meaning                                                          | default  |
/// |---------------------|------------------------------------------------------------------|----------|
/// | `table`             | the routes, tried in order                                       |          |
/// | `default_pipelines` | where what no route took goes; dropped when there are none       | none     |
/// | `error_mode`        | what happens when a condition fails on an item: `ignore` reports it, `silent` does not, and the route does not take the item; `propagate` refuses the request for good | `ignore` |
/// | `match_once`        | of former versions: `false` sends items to every route that takes them | `true` |
///
/// Each route has
///
/// | key         | meaning                                                               | default   |
/// |-------------|-----------------------------------------------------------------------|-----------|
/// | `context`   | what is sent as a whole: `resource`, `span`, `metric`, `datapoint`, `log`, `request` | inferred from the paths, else `resource` |
/// | `condition` | an OTTL condition                                                     |           |
/// | `statement` | instead: `route() where …`, or an editor such as `delete_key(…) where …`, which also changes what the route takes |  |
/// | `action`    | `move`: later routes do not see what this one took; `copy`: they do   | `move`    |
/// | `pipelines` | the pipelines that get it, which begin with this connector            |           |
///
/// With `context: request` the condition compares one header of the request: `request["x-tenant"]
/// == "acme"` (or `!=`); the receiver needs `include_metadata: true`.
///
/// The `routing` processor of former versions, with `from_attribute`, `attribute_source`,
/// `drop_resource_routing_attribute`, `default_exporters`, `error_mode` and a `table` of `value` or
/// `statement` with `exporters`, is read as this connector: its pipeline ends in the connector
/// where the processor stood, and each list of exporters gets a pipeline such as
/// `traces/routing/otlp/acme`. `weir validate` and `weir print-config` show what became of it,
/// `weir migrate` writes it.
///
/// ```yaml
/// connectors:
///   routing:
///     default_pipelines: [traces/default]
///     error_mode: ignore
///     table:
///       - context: resource
///         condition: attributes["tenant.id"] == "team-alpha"
///         pipelines: [traces/alpha]
///       - statement: route() where resource.attributes["tenant.id"] == "team-beta"
///         pipelines: [traces/beta]
/// ```
@NullMarked
package dev.weir.collector.connectors.routing;

import org.jspecify.annotations.NullMarked;
