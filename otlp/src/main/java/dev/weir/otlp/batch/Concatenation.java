package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Joins requests into one. Protobuf reads two messages, one after the other, as their union, so
/// that is a copy of the bytes, and for who can write several ranges nothing at all.
///
/// Profiles are another matter: each request has its own dictionary, to which its profiles refer by
/// position.
public final class Concatenation {
  private Concatenation() {}

  /// True if requests of this signal may be joined by writing one after the other.
  public static boolean isPossible(Signal signal) {
    return signal != Signal.PROFILES;
  }

  /// One request that holds the items of all, in their order. A single request is returned as it
  /// is.
  ///
  /// @throws IllegalArgumentException for profiles, unless there is only one request, and when the
  ///   whole would not fit into an array
  public static ByteRange of(Signal signal, List<ByteRange> requests) {
    if (requests.size() == 1) {
      return requests.get(0);
    }
    if (!isPossible(signal)) {
      throw new IllegalArgumentException(
          requests.size() + " requests of profiles (expected: 1, they cannot be concatenated)");
    }
    byte[] whole = new byte[length(requests)];
    int at = 0;
    for (ByteRange request : requests) {
      System.arraycopy(request.buffer(), request.offset(), whole, at, request.length());
      at += request.length();
    }
    return ByteRange.of(whole);
  }

  private static int length(List<ByteRange> requests) {
    long length = requests.stream().mapToLong(ByteRange::length).sum();
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "requests of " + length + " bytes together (expected: below 2 GiB)");
    }
    return (int) length;
  }
}
