/// Keeps traces, metrics and logs, and answers questions about them.
///
/// [TelemetryStore] is the narrow interface that the pipeline's exporter and the query service
/// know. Start reading there, then at [dev.weir.store.query.Expr].
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
