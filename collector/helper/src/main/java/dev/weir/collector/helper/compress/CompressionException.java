package dev.weir.collector.helper.compress;

/// Compressed bytes that cannot be decompressed. The sender is at fault.
public final class CompressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  private CompressionException(String message, boolean tooLarge) {
    // No stack trace: senders control how often this happens.
    super(message, null, false, false);
    this.tooLarge = tooLarge;
  }

  static CompressionException malformed(String encoding, String what) {
    return new CompressionException(encoding + ": " + what, false);
  }

  static CompressionException tooLarge(String encoding, long maxBytes) {
    return new CompressionException(
        encoding + ": decompressed size exceeds the limit of " + maxBytes + " bytes", true);
  }

  /// Whether the bytes decompress to more than the limit; otherwise they are malformed.
  public boolean isTooLarge() {
    return tooLarge;
  }
}
