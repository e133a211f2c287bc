/// HTTP servers and clients: their settings, and what carries requests.
///
/// A server: [HttpServerConfig], [HttpServer], and [HttpRoutes] of [HttpHandler]s.
@NullMarked
package dev.weir.collector.helper.http;

import org.jspecify.annotations.NullMarked;
