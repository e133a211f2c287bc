/// Changes the attributes of resources: what is said of a service, host or pod as a whole.
///
/// It has the actions of the `attributes` processor, done once for each resource of a batch, on a
/// resource without attributes too.
///
/// ```yaml
/// processors:
///   resource:
///     attributes:
///       - key: deployment.environment.name
///         value: production
///         action: upsert
///       - key: process.command_line
///         action: delete
/// ```
@NullMarked
package dev.weir.collector.processors.resource;

import org.jspecify.annotations.NullMarked;
