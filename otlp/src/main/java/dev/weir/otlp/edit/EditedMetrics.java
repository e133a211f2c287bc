package dev.weir.otlp.edit;

import dev.weir.otlp.wire.ByteRange;

/// A request of metrics after editing.
///
/// @param request its bytes; the very range that was given if nothing changed
/// @param morePoints how many data points it has more than before; negative if it has fewer
public record EditedMetrics(ByteRange request, int morePoints) {}
