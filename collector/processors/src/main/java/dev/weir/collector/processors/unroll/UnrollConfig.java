package dev.weir.collector.processors.unroll;

import dev.weir.collector.api.ComponentConfig;

/// What the user writes under `unroll:`.
///
/// @param recursive whether lists within lists are unrolled, too
public record UnrollConfig(boolean recursive) implements ComponentConfig {}
