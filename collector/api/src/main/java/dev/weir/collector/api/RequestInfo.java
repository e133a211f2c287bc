package dev.weir.collector.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the request that brought a batch.
///
/// @param metadata headers by lower-case name; empty unless the receiver has `include_metadata`
/// @param peerAddress the address of the sender, or null when there is none
/// @param attributes what an authenticator learned of the sender
/// @param deadlineNanos when the caller stops waiting, on the clock of [System#nanoTime()], or
///   [#NO_DEADLINE]
public record RequestInfo(
    Map<String, List<String>> metadata,
    @Nullable String peerAddress,
    Map<String, String> attributes,
    long deadlineNanos) {

  public static final long NO_DEADLINE = Long.MIN_VALUE;

  /// No request: telemetry that a component made itself.
  public static final RequestInfo NONE = new RequestInfo(Map.of(), null, Map.of(), NO_DEADLINE);

  /// The values of a header, looked up without regard to case; empty when absent.
  public List<String> metadata(String name) {
    return metadata.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /// Nanoseconds the caller still waits, [Long#MAX_VALUE] when it set no deadline, at least 0.
  public long remainingNanos() {
    return deadlineNanos == NO_DEADLINE
        ? Long.MAX_VALUE
        : Math.max(0, deadlineNanos - System.nanoTime());
  }
}
