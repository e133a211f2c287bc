/// Sends telemetry to a server of OTLP over gRPC.
///
/// ```yaml
/// exporters:
///   otlp_grpc:
///     endpoint: collector.example.com:4317
///     headers:
///       x-tenant: shop
///     compression: zstd
///     timeout: 10s
///     retry_on_failure:
///       max_elapsed_time: 10m
///     sending_queue:
///       queue_size: 5000
///       batch:
///         min_size: 4096
/// ```
///
/// It speaks TLS unless `tls::insecure` is true. What the server refuses for now is sent again,
/// what it finds too large is sent in pieces, and what it rejects in a partial success is counted.
@NullMarked
package dev.weir.collector.exporters.otlpgrpc;

import org.jspecify.annotations.NullMarked;
