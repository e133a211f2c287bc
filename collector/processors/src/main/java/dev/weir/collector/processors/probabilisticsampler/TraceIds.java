package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.otlp.common.BytesView;

/// The randomness of trace ids.
final class TraceIds {
  private static final long RANDOM_BITS = Thresholds.NEVER - 1;

  private TraceIds() {}

  /// An id that is missing or zero has none.
  static void read(BytesView id, SeededHash hash, boolean hashes, Arrival into) {
    boolean isThere = (id.longAt(0) | id.longAt(Long.BYTES)) != 0;
    into.traceRandomness = isThere ? id.longAt(Long.BYTES) & RANDOM_BITS : Thresholds.NONE;
    into.traceHash = isThere && hashes ? Sampler.spread(hash.of(id)) : Thresholds.NONE;
  }
}
