/// Makes new metrics out of others of the same resource: of two by `calculate`, of one and a number
/// by `scale`. Gauges and sums can be calculated with; the new metric is of the kind of `metric1`,
/// with its points' times and attributes, and values are doubles.
///
/// Each of `rules`:
///
/// | key                | default | meaning                                                       |
/// |--------------------|---------|---------------------------------------------------------------|
/// | `name`             |         | of the new metric                                             |
/// | `unit`             | none    | of the new metric                                             |
/// | `type`             |         | `calculate` or `scale`                                        |
/// | `metric1`          |         | the metric whose points are calculated with                   |
/// | `metric2`          |         | the other one, for `calculate`                                |
/// | `scale_by`         |         | the number, above 0, for `scale`                              |
/// | `operation`        | `add`   | `add`, `subtract`, `multiply`, `divide`, `percent`            |
/// | `match_attributes` | false   | takes the point of `metric2` that has the same attributes; otherwise its first point serves for all |
///
/// Rules see the metrics as they came, not what other rules made. A point that would be divided by
/// zero, and one without a partner, is left out; a metric without points is not made. A new sum has
/// the temporality of `metric1` and may fall.
///
/// ```yaml
/// processors:
///   metricsgeneration:
///     rules:
///       - name: pod.cpu.utilized
///         unit: "%"
///         type: calculate
///         metric1: pod.cpu.usage
///         metric2: node.cpu.limit
///         operation: percent
///       - name: pod.memory.usage.kilobytes
///         type: scale
///         metric1: pod.memory.usage.bytes
///         operation: divide
///         scale_by: 1000
/// ```
@NullMarked
package dev.weir.collector.processors.metricsgeneration;

import org.jspecify.annotations.NullMarked;
