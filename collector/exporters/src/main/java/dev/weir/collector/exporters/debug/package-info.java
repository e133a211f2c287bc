/// Shows what goes through a pipeline, in the text that users of the Collector know: a line for
/// each batch, each item with its attributes (`normal`), or everything (`detailed`).
///
/// Of the batches of a second the first `sampling_initial` are shown, and then each
/// `sampling_thereafter`th. The text goes to the collector's log, or to `output_paths` when
/// `use_internal_logger` is false.
///
/// ```yaml
/// exporters:
///   debug:
///     verbosity: detailed
///     sampling_initial: 5
///     sampling_thereafter: 200
/// ```
@NullMarked
package dev.weir.collector.exporters.debug;

import org.jspecify.annotations.NullMarked;
