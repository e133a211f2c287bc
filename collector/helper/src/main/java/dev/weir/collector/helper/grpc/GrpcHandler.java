package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Refusal;

/// What a [GrpcServer] does with the messages of one method. Many threads call it at once.
public interface GrpcHandler {
  /// The error type of the refusal of a call whose message comes too slowly.
  String TOO_SLOW = "too_slow";

  /// The full name of the method: `package.Service/Method`.
  String method();

  /// Whether [#handle] may wait. If not, it is called on a network event loop, otherwise on a
  /// virtual thread.
  boolean mayBlock();

  /// Answers a message, which is there and decompressed.
  ///
  /// @return the answer's bytes, which nobody writes to again
  /// @throws Refusal which becomes the status: `UNAVAILABLE` with `RetryInfo` when it is retryable,
  ///   otherwise by its reason
  byte[] handle(GrpcRequest request);

  /// Told of a call that the server itself turns down, for want of memory, because of its message,
  /// or because that comes too slowly; for counting. Must not wait.
  default void turnedDown(Refusal refusal) {}
}
