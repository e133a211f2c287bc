/// HTTP servers and clients: their settings, and what carries requests.
///
/// A server: [HttpServerConfig], [HttpServer], and [HttpRoutes] of [HttpHandler]s. A client:
/// [HttpClientConfig] and [HttpClient].
@NullMarked
package dev.weir.collector.helper.http;

import org.jspecify.annotations.NullMarked;
