/// Receives nothing: for pipelines that are fed by nobody yet.
///
/// ```yaml
/// receivers:
///   nop:
/// ```
@NullMarked
package dev.weir.collector.receivers.nop;

import org.jspecify.annotations.NullMarked;
