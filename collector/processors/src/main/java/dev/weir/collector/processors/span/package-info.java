/// Makes names of spans of their attributes, attributes of their names, and gives spans a status.
///
/// | key                                     | default | meaning                              |
/// |-----------------------------------------|---------|--------------------------------------|
/// | `include`, `exclude`                    | all     | which spans, as in `attributes`      |
/// | `name::from_attributes`                 | none    | the attributes whose values are the  |
/// |                                         |         | name; it stays where one is missing  |
/// | `name::separator`                       |         | what stands between the values       |
/// | `name::to_attributes::rules`            | none    | regular expressions, applied to the  |
/// |                                         |         | name one after the other: a named    |
/// |                                         |         | group becomes an attribute, and      |
/// |                                         |         | `{group}` stands in its place        |
/// | `name::to_attributes::break_after_match`| false   | the first that matches is the last   |
/// | `name::to_attributes::keep_original_name`| false  | the name stays as it is              |
/// | `status::code`                          |         | `Ok`, `Error` or `Unset`             |
/// | `status::description`                   |         | for `Error`                          |
///
/// First the name is made, then attributes are taken out of it, then the status is set.
///
/// ```yaml
/// processors:
///   span:
///     include:
///       match_type: regexp
///       span_names: ["^/api/"]
///     name:
///       to_attributes:
///         rules: ["^/api/v1/document/(?P<documentId>.*)/update$"]
///     status:
///       code: Error
///       description: "some error"
/// ```
@NullMarked
package dev.weir.collector.processors.span;

import org.jspecify.annotations.NullMarked;
