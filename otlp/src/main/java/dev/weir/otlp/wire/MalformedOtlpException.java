package dev.weir.otlp.wire;

/// Bytes that are not valid OTLP. The sender is at fault and must not retry.
public final class MalformedOtlpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedOtlpException(String what, int offset) {
    // No stack trace: the offset says where, and a hostile sender must not make failing expensive.
    super("Malformed OTLP: " + what + " at byte " + offset, null, false, false);
  }
}
