/// Renames, copies, combines and regroups metrics, and changes their labels (attributes) and
/// values. Only what comes in one request, of one resource and scope, is combined and aggregated.
///
/// `transforms` are done in their order, each on what the ones before it left:
///
/// | key                         | meaning                                                       |
/// |-----------------------------|---------------------------------------------------------------|
/// | `include`, `match_type`     | the metric's name, or with `regexp` an expression found in it |
/// | `experimental_match_labels` | label values that points must have, compared in the same way; an empty one asks for no such label |
/// | `action`                    | `update` changes in place; `insert` changes a copy; `combine` makes one metric of several; `group` moves metrics to a resource of their own |
/// | `new_name`                  | may contain `$1`, `${name}` and so on with `regexp`           |
/// | `aggregation_type`          | of `combine`: `sum`, `mean`, `min`, `max`, `median`, `count`, for points that become alike |
/// | `submatch_case`             | of `combine`: `lower` or `upper` for labels made of groups    |
/// | `group_resource_labels`     | of `group`: attributes of the new resource                    |
/// | `operations`                | what to do with each of the metrics, see below                |
///
/// | operation                  | keys                          | does                             |
/// |----------------------------|-------------------------------|----------------------------------|
/// | `add_label`                | `new_label`, `new_value`      | sets a label of every point; `{{version}}` is the collector's |
/// | `update_label`             | `label`, `new_label`, `value_actions` | renames a label, and its values |
/// | `delete_label_value`       | `label`, `label_value`        | drops the points that have it    |
/// | `toggle_scalar_data_type`  |                               | makes whole numbers others and the other way round |
/// | `experimental_scale_value` | `experimental_scale`          | multiplies values                |
/// | `aggregate_labels`         | `label_set`, `aggregation_type` | keeps these labels only and aggregates points that become alike |
/// | `aggregate_label_values`   | `label`, `aggregated_values`, `new_value`, `aggregation_type` | makes one value of several and aggregates |
///
/// A named group of the expression of `combine` becomes a label of that name, another one a label
/// `$1`. Without `aggregation_type` the first of alike points stays. Whole numbers stay whole where
/// the result is; otherwise it is a double. Histograms are added whatever the type; summaries are
/// not aggregated. A renaming operation, an added label and an aggregation are left out for an
/// `update` whose `experimental_match_labels` not all points have.
///
/// ```yaml
/// processors:
///   metrics_transform:
///     transforms:
///       - include: ^system\.cpu\.(.*)$$
///         match_type: regexp
///         action: update
///         new_name: system.processor.$${1}
///       - include: system.memory.usage
///         action: insert
///         new_name: memory.slab
///         operations:
///           - action: aggregate_label_values
///             label: state
///             aggregated_values: [slab_reclaimable, slab_unreclaimable]
///             new_value: slab
///             aggregation_type: sum
///           - action: experimental_scale_value
///             experimental_scale: 0.001
///       - include: ^requests_(?P<method>.*)$$
///         match_type: regexp
///         action: combine
///         new_name: requests
///         aggregation_type: sum
///         submatch_case: lower
///       - include: ^k8s\.pod\.
///         match_type: regexp
///         action: group
///         group_resource_labels: {source: kubelet}
/// ```
@NullMarked
package dev.weir.collector.processors.metricstransform;

import org.jspecify.annotations.NullMarked;
