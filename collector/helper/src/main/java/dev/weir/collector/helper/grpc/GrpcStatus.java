package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Refusals as statuses of gRPC, with the details that tell clients when to come back.
final class GrpcStatus {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private GrpcStatus() {}

  /// The status that a refusal is answered with.
  static Status of(Refusal refusal) {
    return Status.fromCodeValue(RpcStatus.code(refusal)).withDescription(refusal.getMessage());
  }

  /// The trailers for a refusal: its details, when it says when to come back.
  static Metadata trailers(Refusal refusal) {
    Metadata trailers = new Metadata();
    Duration retryAfter = retryAfter(refusal);
    if (retryAfter != null) {
      trailers.put(
          DETAILS,
          RpcStatus.encode(
              RpcStatus.code(refusal), String.valueOf(refusal.getMessage()), retryAfter));
    }
    return trailers;
  }

  private static @Nullable Duration retryAfter(Refusal refusal) {
    return refusal instanceof RetryableRefusal retryable ? retryable.retryAfter() : null;
  }
}
