package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;

/// One of the requests that a larger one was split into, with the number of its items.
///
/// `oversized` says that it exceeds the limit all the same, because it holds a single item that
/// cannot be split.
public record Part(ByteRange bytes, int items, boolean oversized) {}
