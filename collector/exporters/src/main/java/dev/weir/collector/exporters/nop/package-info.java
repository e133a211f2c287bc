/// Throws everything away: for measuring what comes before it, and for pipelines whose work is done
/// by a connector or an extension.
///
/// ```yaml
/// exporters:
///   nop:
/// ```
@NullMarked
package dev.weir.collector.exporters.nop;

import org.jspecify.annotations.NullMarked;
