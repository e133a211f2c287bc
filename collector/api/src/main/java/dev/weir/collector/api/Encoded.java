package dev.weir.collector.api;

/// The compressed form of a batch's bytes: one member of gzip, one frame of zstd, and so on.
/// Immutable as the batch itself.
public final class Encoded {
  private final String encoding;
  private final byte[] bytes;

  /// The caller gives the array away.
  ///
  /// @param encoding the name in `Content-Encoding` and `grpc-encoding`, such as `gzip`
  /// @param bytes the whole compressed message
  public Encoded(String encoding, byte[] bytes) {
    this.encoding = encoding;
    this.bytes = bytes;
  }

  public String encoding() {
    return encoding;
  }

  /// The compressed message, which fills the array. Never write to it.
  public byte[] bytes() {
    return bytes;
  }
}
