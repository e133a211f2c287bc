/// Merging, holding and handing on of batches in memory: what the `batch` processor and the
/// `sending_queue` of every exporter stand on.
///
/// Start with [Batcher], which takes batches and returns, and [Redelivery], which hands one on
/// until it is taken. [BatcherSettings] says how much is held and how many go on at once,
/// [BatchRule] when small batches become a large one.
@NullMarked
package dev.weir.collector.helper.batching;

import org.jspecify.annotations.NullMarked;
