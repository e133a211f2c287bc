/// Answers probes over HTTP.
///
/// `path` tells whether the process lives: 200 from the moment when all pipelines have started, 503
/// before that and from the beginning of the shutdown on. It stays at 200 when the collector is
/// only busy, since a restart would not help. `readiness_path` tells whether the collector should
/// get data: 503, with the reasons, while it is starting or stopping, has reached its memory limit,
/// or a component says that it is not ready.
///
/// With `use_v2`, `http::status::path` answers with the status of the collector, of one pipeline
/// (`?pipeline=traces`), or of every component (`?verbose`).
///
/// ```yaml
/// extensions:
///   health_check:
///     endpoint: localhost:13133
///     path: /
///     readiness_path: /ready
/// ```
@NullMarked
package dev.weir.collector.extensions.healthcheck;

import org.jspecify.annotations.NullMarked;
