package dev.weir.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.weir.otlp.Signal;
import io.grpc.CallOptions;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.List;

/// Sends over one HTTP/2 connection.
final class GrpcSender implements Sender {
  private static final int DEADLINE_SECONDS = 60;

  private final ManagedChannel channel;
  private final MethodDescriptor<byte[], byte[]> method;
  private final CallOptions options;
  private final List<byte[]> payloads;

  GrpcSender(int port, Signal signal, String compression, List<byte[]> payloads) {
    CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
    compressors.register(new io.grpc.Codec.Gzip());
    compressors.register(new Sink.ZstdCodec());
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .directExecutor()
            .flowControlWindow(1 << 20)
            .compressorRegistry(compressors)
            .decompressorRegistry(Sink.DECOMPRESSORS)
            .build();
    method = RawMethods.export(signal);
    options =
        compression.equals("none")
            ? CallOptions.DEFAULT
            : CallOptions.DEFAULT.withCompression(compression);
    this.payloads = payloads;
  }

  @Override
  public Outcome send(int index) {
    try {
      ClientCalls.blockingUnaryCall(
          channel,
          method,
          options.withDeadlineAfter(DEADLINE_SECONDS, SECONDS),
          payloads.get(index % payloads.size()));
      return Outcome.ACKNOWLEDGED;
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      return code == Status.Code.UNAVAILABLE || code == Status.Code.RESOURCE_EXHAUSTED
          ? Outcome.REFUSED
          : Outcome.FAILED;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
