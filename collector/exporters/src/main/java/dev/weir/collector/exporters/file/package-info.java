/// Writes batches to files, as the Collector does: a line of OTLP/JSON for each batch, or with
/// `format: proto` or `compression: zstd` the batch after its length, which is four bytes, the
/// highest first.
///
/// What is acknowledged is handed to the operating system within `flush_interval`, and at shutdown.
/// A record is in the file whole or not at all: after a failed write the file is cut back to where
/// it ended before, and senders are asked to come again. With `rotation` the file is renamed when
/// it is full, and old ones are deleted. With `group_by` each value of a resource attribute has a
/// file of its own, whose path has the value in place of the `*`; resources without the attribute
/// are dropped and counted.
///
/// ```yaml
/// exporters:
///   file:
///     path: ./telemetry.json
///     rotation:
///       max_megabytes: 10
///       max_days: 3
///       max_backups: 3
/// ```
@NullMarked
package dev.weir.collector.exporters.file;

import org.jspecify.annotations.NullMarked;
