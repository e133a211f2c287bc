package dev.weir.collector.helper.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import org.jspecify.annotations.Nullable;

/// Hears the bytes of a call's messages as they come off the wire, while a message is not complete
/// yet. Its methods are called on the connection's event loop.
final class Arrival extends ServerStreamTracer {
  private static final Context.Key<Arrival> CURRENT = Context.key("weir-arrival");

  private @Nullable GrpcCall call;

  /// Makes one for each call.
  static final class Factory extends ServerStreamTracer.Factory {
    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
      return new Arrival();
    }
  }

  /// Tells a call that begins of its bytes from now on.
  static void tell(GrpcCall begun) {
    Arrival arrival = CURRENT.get();
    if (arrival != null) {
      arrival.call = begun;
    }
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(CURRENT, this);
  }

  @Override
  public void inboundWireSize(long bytes) {
    GrpcCall begun = call;
    if (begun != null) {
      begun.bytesCame(bytes);
    }
  }
}
