package dev.weir.collector.receivers.otlp;

import dev.weir.collector.helper.compress.Compression;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.Arrays;

/// A client of grpc-java as it comes, that sends bytes.
final class GrpcClient implements AutoCloseable {
  private final ManagedChannel channel;

  GrpcClient(SocketAddress address) {
    CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
    compressors.register(Codec.Identity.NONE);
    DecompressorRegistry decompressors =
        DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, true);
    for (Compression compression : Arrays.asList(Compression.values())) {
      compressors.register(new TestCodec(compression));
      decompressors = decompressors.with(new TestCodec(compression), true);
    }
    channel =
        NettyChannelBuilder.forAddress(address)
            .usePlaintext()
            .compressorRegistry(compressors)
            .decompressorRegistry(decompressors)
            .build();
  }

  byte[] export(Signal signal, byte[] request) {
    return export(signal, request, CallOptions.DEFAULT);
  }

  byte[] export(Signal signal, byte[] request, CallOptions options) {
    return ClientCalls.blockingUnaryCall(channel, method(signal), options, request);
  }

  byte[] exportWith(Metadata headers, Signal signal, byte[] request) {
    Channel with =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    return ClientCalls.blockingUnaryCall(with, method(signal), CallOptions.DEFAULT, request);
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  static MethodDescriptor<byte[], byte[]> method(Signal signal) {
    String service =
        switch (signal) {
          case TRACES -> "trace.v1.TraceService";
          case METRICS -> "metrics.v1.MetricsService";
          case LOGS -> "logs.v1.LogsService";
          case PROFILES -> "profiles.v1development.ProfilesService";
        };
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("opentelemetry.proto.collector." + service + "/Export")
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What compresses and decompresses here, as gRPC wants it.
  private record TestCodec(Compression compression) implements Codec {
    @Override
    public String getMessageEncoding() {
      return compression.encoding();
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      byte[] bytes = compressed.readAllBytes();
      return new ByteArrayInputStream(
          compression.decompress(ByteRange.of(bytes), 1 << 20).toByteArray());
    }

    @Override
    public OutputStream compress(OutputStream out) {
      return new ByteArrayOutputStream() {
        @Override
        public void close() throws IOException {
          out.write(compression.compress(ByteRange.of(toByteArray()), Compression.DEFAULT_LEVEL));
          out.close();
        }
      };
    }
  }
}
