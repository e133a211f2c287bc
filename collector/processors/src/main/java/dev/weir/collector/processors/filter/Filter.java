package dev.weir.collector.processors.filter;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.Frame;

/// One pass that drops items.
@FunctionalInterface
interface Filter {
  /// What is left of a request: the very same range if that is all, an empty one if it is nothing.
  ByteRange keep(ByteRange request, Frame frame);
}
