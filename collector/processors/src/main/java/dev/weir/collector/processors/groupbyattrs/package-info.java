/// Moves attributes of spans, log records and data points to their resources, so that items with
/// the same values come to lie under the same resource, and joins resources that are equal. Useful
/// where a source puts the host or the pod into every item, and behind a processor that divides.
///
/// `keys` names the attributes, none by default. An item keeps its other attributes and its scope;
/// the resource has what the item's had, with the moved attributes in it. Without keys, or for
/// items that have none of them, resources that are equal are joined, which makes the batch
/// smaller. Data points of one metric go apart if their attributes differ.
///
/// Items with and without the attributes are counted in
/// `otelcol_processor_groupbyattrs_num_grouped_spans`, `…_num_non_grouped_spans` (`_logs`,
/// `_metrics`), resources in `…_span_groups` (`_log_groups`, `_metric_groups`).
///
/// ```yaml
/// processors:
///   groupbyattrs:
///     keys: [host.name, k8s.pod.name]
/// ```
@NullMarked
package dev.weir.collector.processors.groupbyattrs;

import org.jspecify.annotations.NullMarked;
