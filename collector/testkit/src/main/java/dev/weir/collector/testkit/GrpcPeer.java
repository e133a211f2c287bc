package dev.weir.collector.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.Signal;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real gRPC server of OTLP: remembers what arrived, decoded by the official classes, and answers
/// as it is told.
public final class GrpcPeer implements AutoCloseable {
  private static final String PREFIX = "opentelemetry.proto.collector.";
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final byte[] EMPTY = {};

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final List<Arrival> refused = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = accept();
  private final Server server;

  /// One request.
  ///
  /// @param headers as they came
  public record Arrival(OtlpMessage message, Metadata headers) {
    /// The value of a header; empty when there is none.
    public String header(String name) {
      String value = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
      return value == null ? "" : value;
    }
  }

  /// What a request is answered with.
  @FunctionalInterface
  public interface Behaviour {
    Answer to(OtlpMessage request);
  }

  /// An answer: a message, or a status with trailers; none at all when `stalls`.
  public record Answer(ByteString message, Status status, Metadata trailers, boolean stalls) {}

  private GrpcPeer(String host, int port, @Nullable SslContext tls, int maxMessageBytes) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .maxInboundMessageSize(maxMessageBytes);
    if (tls != null) {
      builder.sslContext(tls);
    }
    for (Signal signal : Signal.values()) {
      builder.addService(service(signal));
    }
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server on a free port, in plain text.
  public static GrpcPeer start() {
    return new GrpcPeer("localhost", 0, null, 64 << 20);
  }

  /// A server on a port that was free a moment ago.
  public static GrpcPeer start(int port) {
    return new GrpcPeer("localhost", port, null, 64 << 20);
  }

  /// A server on a free port of another address of this machine.
  public static GrpcPeer start(String host) {
    return new GrpcPeer(host, 0, null, 64 << 20);
  }

  /// A server on a free port, with TLS.
  public static GrpcPeer start(SslContext tls) {
    return new GrpcPeer("localhost", 0, tls, 64 << 20);
  }

  /// A server that takes no larger messages.
  public static GrpcPeer limited(int maxMessageBytes) {
    return new GrpcPeer("localhost", 0, null, maxMessageBytes);
  }

  public int port() {
    return server.getPort();
  }

  /// `localhost:port`.
  public String endpoint() {
    return "localhost:" + port();
  }

  /// How requests are answered from now on.
  public GrpcPeer answer(Behaviour wanted) {
    behaviour = wanted;
    return this;
  }

  /// Requests that were answered with OK.
  public List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /// Requests that were answered otherwise, or not at all.
  public List<Arrival> refused() {
    return List.copyOf(refused);
  }

  /// Items of a signal in requests that were answered with OK.
  public long items(Signal signal) {
    return arrivals.stream()
        .filter(arrival -> arrival.message().signal() == signal)
        .mapToLong(arrival -> arrival.message().items())
        .sum();
  }

  /// Takes everything.
  public static Behaviour accept() {
    return bytes(EMPTY);
  }

  /// Answers OK with these bytes.
  public static Behaviour bytes(byte[] message) {
    ByteString bytes = ByteString.copyFrom(message);
    return request -> new Answer(bytes, Status.OK, new Metadata(), false);
  }

  /// Answers with a status.
  public static Behaviour status(Status.Code code, String description) {
    return request ->
        new Answer(
            ByteString.EMPTY, code.toStatus().withDescription(description), new Metadata(), false);
  }

  /// Answers with a status that says when to come back.
  public static Behaviour throttle(Status.Code code, Duration delay) {
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, TestData.retryInfo(code.value(), delay));
    return request ->
        new Answer(ByteString.EMPTY, code.toStatus().withDescription("slow down"), trailers, false);
  }

  /// Never answers.
  public static Behaviour stall() {
    return request -> new Answer(ByteString.EMPTY, Status.OK, new Metadata(), true);
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServerServiceDefinition service(Signal signal) {
    String name =
        switch (signal) {
          case TRACES -> PREFIX + "trace.v1.TraceService";
          case METRICS -> PREFIX + "metrics.v1.MetricsService";
          case LOGS -> PREFIX + "logs.v1.LogsService";
          case PROFILES -> PREFIX + "profiles.v1development.ProfilesService";
        };
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodType.UNARY)
            .setFullMethodName(name + "/Export")
            .build();
    return ServerServiceDefinition.builder(name).addMethod(method, handler(signal)).build();
  }

  private ServerCallHandler<byte[], byte[]> handler(Signal signal) {
    return (call, headers) -> {
      call.request(2);
      return new ServerCall.Listener<>() {
        private byte[] request = EMPTY;

        @Override
        public void onMessage(byte[] message) {
          request = message;
        }

        @Override
        public void onHalfClose() {
          reply(call, new Arrival(decode(signal, request), headers));
        }
      };
    };
  }

  private void reply(ServerCall<byte[], byte[]> call, Arrival arrival) {
    Answer answer = behaviour.to(arrival.message());
    boolean accepts = answer.status().isOk() && !answer.stalls();
    (accepts ? arrivals : refused).add(arrival);
    if (answer.stalls()) {
      return;
    }
    if (answer.status().isOk()) {
      call.sendHeaders(new Metadata());
      call.sendMessage(answer.message().toByteArray());
    }
    call.close(answer.status(), answer.trailers());
  }

  private static OtlpMessage decode(Signal signal, byte[] request) {
    try {
      return OtlpMessage.of(OtlpMessage.parser(signal).parseFrom(request));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("an exporter sent what is not OTLP", e);
    }
  }

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
