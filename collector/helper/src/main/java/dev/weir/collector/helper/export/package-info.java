/// What every exporter has in common: `sending_queue`, `retry_on_failure`, `timeout`, and the
/// metrics that go with them.
///
/// Write a [Sender] that delivers one batch or throws a refusal, and let [ExportHelper] make an
/// exporter of it. What a destination says of items it rejected goes to [RejectedItems].
@NullMarked
package dev.weir.collector.helper.export;

import org.jspecify.annotations.NullMarked;
