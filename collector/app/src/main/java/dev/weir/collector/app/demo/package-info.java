/// The telemetry of a small shop that does not exist: services, databases, a queue, a bank that is
/// slow at times, a canary with an N+1 query. Sent as any program would send it, as OTLP over HTTP.
@NullMarked
package dev.weir.collector.app.demo;

import org.jspecify.annotations.NullMarked;
