/// Adds up a number in an attribute of spans, span events, data points or log records, and hands on
/// the sums as metrics: monotonic delta sums of doubles, made of each request for each of its
/// resources.
///
/// Under `spans`, `spanevents`, `datapoints` or `logs` stand metrics by name, each with
///
/// | key                | meaning                                                          |
/// |--------------------|------------------------------------------------------------------|
/// | `source_attribute` | the attribute with the number, which may be a text; required     |
/// | `description`      | of the metric                                                    |
/// | `conditions`       | conditions in the transformation language, of which an item has to fulfil one |
/// | `attributes`       | a list of `key` and `default_value`: sums for each of their values, as texts; an item that lacks one without a default is left out |
///
/// Items whose attribute is missing or no number are left out.
///
/// ```yaml
/// connectors:
///   sum:
///     logs:
///       checkout.total:
///         source_attribute: total.payment
///         conditions:
///           - attributes["total.payment"] != "NULL"
///         attributes:
///           - key: payment.processor
///             default_value: unspecified_processor
/// ```
@NullMarked
package dev.weir.collector.connectors.sum;

import org.jspecify.annotations.NullMarked;
