package dev.weir.otlp.wire;

/// Bytes that are not valid OTLP. The sender is at fault and must not retry.
public final class MalformedOtlpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /// `what` names the value found and what was expected instead.
  public MalformedOtlpException(String what, int offset) {
    // No stack trace: the offset says where, and a hostile sender must not make failing expensive.
    super("Malformed OTLP: " + what + " at byte " + offset, null, false, false);
    this.offset = offset;
  }

  /// Where the damage lies, in bytes from the start of what was read: the message for a scan, the
  /// array for a cursor or a view.
  public int offset() {
    return offset;
  }
}
