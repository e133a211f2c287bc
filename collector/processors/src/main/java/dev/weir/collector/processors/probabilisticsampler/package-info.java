/// Lets a share of spans or log records pass, deciding by the trace id so that all collectors, and
/// all spans of a trace, are decided alike. What passes carries the probability with which it did.
///
/// | key                   | default     | meaning                                            |
/// |-----------------------|-------------|----------------------------------------------------|
/// | `sampling_percentage` | 0           | how many of a hundred pass; 100 and more: all      |
/// | `mode`                | `hash_seed` | `hash_seed`, `proportional` or `equalizing`        |
/// | `hash_seed`           | 0           | another seed, another choice; of 32 bits           |
/// | `fail_closed`         | true        | drop what has no randomness, or sampling           |
/// |                       |             | information that is unreadable or contradicts      |
/// |                       |             | itself; otherwise let it pass                      |
/// | `sampling_precision`  | 4           | hexadecimal digits of a threshold, 1 to 14         |
/// | `attribute_source`    | `traceID`   | log records: `traceID`, or `record` for            |
/// |                       |             | `from_attribute`                                   |
/// | `from_attribute`      |             | log records: the attribute that decides, also      |
/// |                       |             | where there is no trace id                         |
/// | `sampling_priority`   |             | log records: an attribute with a percentage of     |
/// |                       |             | its own; 0 rejects, 100 and more accepts           |
///
/// `hash_seed` decides by 14 bits of an FNV hash. `proportional` takes the percentage of what
/// arrives, by the 56 random bits of the trace id or the randomness that an item brings;
/// `equalizing` lowers each item's probability to the percentage, and lets pass what was sampled at
/// less. A span's attribute `sampling.priority` overrides all: 0 rejects, more accepts.
///
/// The probability is a threshold, of which `8` is one in two and `c` one in four (OTEP 235): in
/// the member `ot` of a span's trace state as `th`, in a log record's attribute
/// `sampling.threshold`; randomness that is not the trace id's in `rv` or `sampling.randomness`. In
/// the mode `hash_seed` items that were sampled before keep their weight: the new threshold is that
/// of both probabilities together.
///
/// Decisions are counted in `otelcol_processor_probabilistic_sampler_count_traces_sampled` and
/// `…_logs_sampled` by policy and outcome, rejected items in `otelcol_dropped_items` with the
/// reason `not_sampled` or `sampling_information`.
///
/// ```yaml
/// processors:
///   probabilistic_sampler:
///     mode: proportional
///     sampling_percentage: 15
/// ```
@NullMarked
package dev.weir.collector.processors.probabilisticsampler;

import org.jspecify.annotations.NullMarked;
