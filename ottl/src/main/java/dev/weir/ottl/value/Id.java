package dev.weir.ottl.value;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The id of a trace, span or profile. Equal to ids of the same kind only, never to bytes.
public final class Id {
  /// What an id identifies.
  public enum Kind {
    TRACE(16),
    SPAN(8),
    PROFILE(16);

    private final int length;

    Kind(int length) {
      this.length = length;
    }

    /// How many bytes such an id has.
    public int length() {
      return length;
    }
  }

  private final Kind kind;
  private final byte[] bytes;

  /// @param bytes as many as the kind has, given away
  public Id(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  public Kind kind() {
    return kind;
  }

  /// 16 bytes, 8 for spans; never written to.
  public byte[] bytes() {
    return bytes;
  }

  /// True if all bytes are 0, or there are none.
  public boolean isEmpty() {
    for (byte next : bytes) {
      if (next != 0) {
        return false;
      }
    }
    return true;
  }

  /// Lower-case hexadecimal digits; empty for an empty id.
  public String hex() {
    return isEmpty() ? "" : HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Id id && id.kind == kind && Arrays.equals(id.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
