/// Joins pipelines of one signal: what ends in it goes on in all pipelines that begin with it. So a
/// stream can be processed in more than one way after a common part, and several streams can share
/// what follows.
///
/// ```yaml
/// connectors:
///   forward:
/// ```
@NullMarked
package dev.weir.collector.connectors.forward;

import org.jspecify.annotations.NullMarked;
