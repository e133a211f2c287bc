package dev.weir.system;

import com.google.protobuf.MessageLite;
import dev.weir.collector.testkit.OtlpMessage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Sends single OTLP requests over gRPC, in plain text, and fails when they are not taken.
final class OtlpSender {
  private static final String SERVICE = "opentelemetry.proto.collector.";

  private OtlpSender() {}

  static void send(int port, MessageLite request) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      ClientCalls.blockingUnaryCall(
          channel, method(request), CallOptions.DEFAULT, request.toByteArray());
    } finally {
      channel.shutdownNow();
    }
  }

  private static MethodDescriptor<byte[], byte[]> method(MessageLite request) {
    String service =
        switch (OtlpMessage.of(request).signal()) {
          case TRACES -> "trace.v1.TraceService";
          case METRICS -> "metrics.v1.MetricsService";
          case LOGS -> "logs.v1.LogsService";
          case PROFILES -> "profiles.v1development.ProfilesService";
        };
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodType.UNARY)
        .setFullMethodName(SERVICE + service + "/Export")
        .build();
  }

  /// Messages are bytes already.
  private static final class Bytes implements Marshaller<byte[]> {
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
}
