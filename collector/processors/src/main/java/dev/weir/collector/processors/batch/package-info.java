/// Merges small batches into large ones, which cost less to send, compress and store.
///
/// A sender hears "yes" as soon as its batch is held in memory. What is held leaves memory only
/// when the next component took it, or refused it for good: then it is counted as lost. A refusal
/// for now is followed by another attempt, and what is too large for the destination is halved.
/// Beyond `max_held_bytes` senders are refused for now. At shutdown everything is handed on; what
/// is left when the time is over is counted as lost.
///
/// Merging copies nothing, and a batch that is large enough already goes on at once.
///
/// ```yaml
/// processors:
///   batch:
///     send_batch_size: 8192
///     timeout: 200ms
/// ```
@NullMarked
package dev.weir.collector.processors.batch;

import org.jspecify.annotations.NullMarked;
