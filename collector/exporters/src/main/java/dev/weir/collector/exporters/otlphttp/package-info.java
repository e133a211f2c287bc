/// Sends telemetry to a server of OTLP over HTTP.
///
/// ```yaml
/// exporters:
///   otlp_http:
///     endpoint: https://collector.example.com:4318
///     logs_endpoint: https://logs.example.com/otlp/v1/logs
///     headers:
///       x-tenant: shop
///     compression: zstd
///     encoding: proto
///     timeout: 10s
///     retry_on_failure:
///       max_elapsed_time: 10m
///     sending_queue:
///       queue_size: 5000
/// ```
///
/// The path of each signal, such as `/v1/traces`, is added to `endpoint`; the endpoints of single
/// signals are used as they are. What the server refuses for now (429, 502, 503, 504, or no answer)
/// is sent again, what it finds too large (413) is sent in pieces, and what it rejects in a partial
/// success is counted.
@NullMarked
package dev.weir.collector.exporters.otlphttp;

import org.jspecify.annotations.NullMarked;
