package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;

/// What a size counts: the unit of `sizer` in configurations.
public enum Sizer {
  /// Batches, as they were handed in.
  REQUESTS,
  /// Spans, data points, log records or samples.
  ITEMS,
  /// Bytes of OTLP protobuf, without compression.
  BYTES;

  /// The size of one batch.
  public long sizeOf(Batch batch) {
    return switch (this) {
      case REQUESTS -> 1;
      case ITEMS -> batch.items();
      case BYTES -> batch.length();
    };
  }
}
