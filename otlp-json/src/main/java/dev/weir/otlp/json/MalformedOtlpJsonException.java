package dev.weir.otlp.json;

/// Text that is not valid OTLP/JSON. The sender is at fault and must not retry. The message names
/// the field by its path, the value, what was expected, and the byte offset in the text.
public final class MalformedOtlpJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int offset;

  MalformedOtlpJsonException(String what, int offset) {
    // No stack trace: the offset says where, and a hostile sender must not make failing expensive.
    super("Malformed OTLP/JSON: " + what + " at byte " + offset, null, false, false);
    this.what = what;
    this.offset = offset;
  }

  /// The same, said of the field at `path`.
  MalformedOtlpJsonException in(String path) {
    return path.isEmpty() ? this : new MalformedOtlpJsonException(path + ": " + what, offset);
  }

  /// Where in the text, in bytes from its beginning.
  public int offset() {
    return offset;
  }
}
