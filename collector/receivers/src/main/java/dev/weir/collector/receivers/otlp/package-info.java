/// Receives OTLP over gRPC and over HTTP, as protobuf or JSON.
///
/// A protocol is on when its key is there. Signals that no pipeline takes from the receiver are not
/// served: senders get `UNIMPLEMENTED` or 404. A sender hears "yes" when the pipeline took its
/// data; a refusal for now is `UNAVAILABLE` or 503 with the time to come back, and bytes that are
/// not OTLP are `INVALID_ARGUMENT` or 400. Strings that are not UTF-8 are repaired, counted and
/// warned of.
///
/// ```yaml
/// receivers:
///   otlp:
///     protocols:
///       grpc:
///         endpoint: localhost:4317
///       http:
///         endpoint: localhost:4318
/// ```
@NullMarked
package dev.weir.collector.receivers.otlp;

import org.jspecify.annotations.NullMarked;
