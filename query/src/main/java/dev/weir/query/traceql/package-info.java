/// TraceQL, the query language of Grafana Tempo, for spans, log records and metric points.
///
/// [TraceQl#parse] reads a text into a [Query]; [Compiler] makes of it what a store can be asked.
/// Differences from Tempo: `parent.` and `nil` work as far as the store can say it, aggregates may
/// be computed with, and there are scopes and intrinsics for logs and metric points.
@NullMarked
package dev.weir.query.traceql;

import org.jspecify.annotations.NullMarked;
