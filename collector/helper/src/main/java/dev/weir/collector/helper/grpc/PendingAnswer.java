package dev.weir.collector.helper.grpc;

import dev.weir.otlp.wire.ByteRange;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lets one thread wait for the answer to one call.
final class PendingAnswer extends ClientCall.Listener<ByteRange> {
  private final Thread waiting = Thread.currentThread();
  private @Nullable ByteRange answer;
  private @Nullable Metadata trailers;
  private volatile @Nullable Status status;

  @Override
  public void onMessage(ByteRange message) {
    answer = message;
  }

  @Override
  public void onClose(Status end, Metadata details) {
    trailers = details;
    status = end;
    LockSupport.unpark(waiting);
  }

  /// Waits for the end of the call.
  ///
  /// @throws StatusRuntimeException when it failed, or this thread was interrupted
  ByteRange await(ClientCall<?, ByteRange> call) {
    Status end = status;
    while (end == null) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        call.cancel("interrupted", null);
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
      }
      end = status;
    }
    ByteRange message = answer;
    if (!end.isOk()) {
      throw end.asRuntimeException(trailers);
    }
    if (message == null) {
      throw Status.INTERNAL.withDescription("the server answered nothing").asRuntimeException();
    }
    return message;
  }
}
