package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;

/// A request of those items of another for which a key gave this `number`.
public record Group(int number, ByteRange bytes, int items) {}
