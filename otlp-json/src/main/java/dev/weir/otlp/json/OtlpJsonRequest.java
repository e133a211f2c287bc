package dev.weir.otlp.json;

import dev.weir.otlp.wire.ByteRange;

/// What [OtlpJsonReader] made of a text.
public final class OtlpJsonRequest {
  private final byte[] message;
  private final int items;

  OtlpJsonRequest(byte[] message, int items) {
    this.message = message;
    this.items = items;
  }

  /// The protobuf bytes of the request, in an array of their own, which is the caller's.
  public byte[] message() {
    return message;
  }

  /// The same as a range.
  public ByteRange range() {
    return ByteRange.of(message);
  }

  /// Number of spans, data points, log records or samples.
  public int items() {
    return items;
  }
}
