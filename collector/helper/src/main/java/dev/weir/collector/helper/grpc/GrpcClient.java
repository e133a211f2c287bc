package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.net.EventLoops;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection to a gRPC server over which batches are sent, without a copy of their own: their
/// ranges are written as they are, and a compressed form that fits is passed on unchanged.
///
/// All calls share one HTTP/2 connection for each address. Answers are read on the shared event
/// loops, and wake the thread that waits. Any thread may call it; virtual ones should.
public final class GrpcClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final MethodDescriptor<List<ByteRange>, ByteRange> method;
  private final ClientTls tls;
  private final String endpoint;
  private final CallOptions options;
  private final @Nullable Compression compression;
  private final Metadata headers;

  private GrpcClient(ManagedChannel channel, GrpcClientConfig config, String method) {
    this.channel = channel;
    this.method = method(method);
    this.tls = config.effectiveTls();
    this.endpoint = config.endpoint();
    this.compression = config.codec();
    this.headers = GrpcHeaders.of(config.headers());
    CallOptions plain =
        config.waitForReady() ? CallOptions.DEFAULT.withWaitForReady() : CallOptions.DEFAULT;
    this.options = compression == null ? plain : plain.withCompression(compression.encoding());
  }

  /// Begins to connect, and does not wait for it.
  ///
  /// @param method such as `opentelemetry.proto.collector.trace.v1.TraceService/Export`
  /// @param userAgent unless the settings have one
  /// @throws dev.weir.collector.api.StartException when certificates or keys cannot be read
  public static GrpcClient open(
      GrpcClientConfig config, String method, String userAgent, ProxyEnvironment proxies) {
    GrpcTarget target = GrpcTarget.parse(config.endpoint());
    NettyChannelBuilder builder =
        builder(target)
            .eventLoopGroup(EventLoops.shared())
            .directExecutor()
            .disableRetry()
            .userAgent(config.userAgent().isEmpty() ? userAgent : config.userAgent())
            .compressorRegistry(ClientCodec.compressors())
            .decompressorRegistry(ClientCodec.decompressors())
            .proxyDetector(new GrpcProxies(proxies));
    secure(builder, config);
    keepAlive(builder, config.keepalive());
    // A unix socket is one address, among which there is nothing to balance.
    if (!target.isUnix() && !config.balancerName().isEmpty()) {
      builder.defaultLoadBalancingPolicy(config.balancerName());
    }
    ManagedChannel channel = builder.build();
    channel.getState(true);
    return new GrpcClient(channel, config, method);
  }

  /// Sends one batch and waits for the answer.
  ///
  /// @param timeout for the whole call; the longest duration there is for none
  /// @throws dev.weir.collector.api.Refusal when it failed, or this thread was interrupted
  public ByteRange call(Batch batch, Duration timeout) {
    List<ByteRange> message = message(batch);
    // A call made while another one is being served would end with it.
    Context before = Context.ROOT.attach();
    try {
      return call(message, withDeadline(timeout));
    } catch (StatusRuntimeException e) {
      throw GrpcRefusals.of(e, endpoint, tls);
    } finally {
      Context.ROOT.detach(before);
    }
  }

  /// Ends calls under way and closes the connection.
  @Override
  public void close() {
    channel.shutdownNow();
  }

  private ByteRange call(List<ByteRange> message, CallOptions callOptions) {
    ClientCall<List<ByteRange>, ByteRange> call = channel.newCall(method, callOptions);
    PendingAnswer answer = new PendingAnswer();
    Metadata metadata = new Metadata();
    metadata.merge(headers);
    call.start(answer, metadata);
    call.request(2);
    call.sendMessage(message);
    call.halfClose();
    return answer.await(call);
  }

  private List<ByteRange> message(Batch batch) {
    if (compression == null) {
      return batch.ranges();
    }
    Encoded arrived = batch.encoded();
    return List.of(
        ByteRange.of(
            arrived != null && arrived.encoding().equals(compression.encoding())
                ? arrived.bytes()
                : compression.compress(batch.ranges(), Compression.DEFAULT_LEVEL)));
  }

  private CallOptions withDeadline(Duration timeout) {
    long nanos = timeout.toNanos();
    return nanos == Long.MAX_VALUE
        ? options
        : options.withDeadlineAfter(nanos, TimeUnit.NANOSECONDS);
  }

  private static MethodDescriptor<List<ByteRange>, ByteRange> method(String name) {
    return MethodDescriptor.newBuilder(MessageStream.REQUESTS, MessageStream.ANSWERS)
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  private static NettyChannelBuilder builder(GrpcTarget target) {
    if (target.isUnix()) {
      SocketAddress address = EventLoops.unixAddress(target.unixPath());
      return NettyChannelBuilder.forAddress(address)
          .channelType(EventLoops.clientChannel(address), address.getClass())
          .withOption(ChannelOption.SO_KEEPALIVE, null) // of TCP; set unless it is taken away
          .withOption(EpollChannelOption.TCP_USER_TIMEOUT, null)
          .overrideAuthority("localhost");
    }
    return NettyChannelBuilder.forTarget(target.uri())
        .channelType(EventLoops.clientChannel(InetSocketAddress.createUnresolved("any", 0)));
  }

  private static void secure(NettyChannelBuilder builder, GrpcClientConfig config) {
    ClientTls tls = config.effectiveTls();
    if (tls.isPlainText()) {
      builder.negotiationType(NegotiationType.PLAINTEXT);
    } else {
      builder.sslContext(TlsContext.of(tls).netty("h2"));
    }
    String authority =
        tls.serverNameOverride().isEmpty() ? config.authority() : tls.serverNameOverride();
    if (!authority.isEmpty()) {
      builder.overrideAuthority(authority);
    }
  }

  private static void keepAlive(
      NettyChannelBuilder builder, @Nullable GrpcClientKeepalive keepalive) {
    if (keepalive != null && keepalive.time().isPositive()) {
      builder
          .keepAliveTime(keepalive.time().toNanos(), TimeUnit.NANOSECONDS)
          .keepAliveTimeout(keepalive.timeout().toNanos(), TimeUnit.NANOSECONDS)
          .keepAliveWithoutCalls(keepalive.permitWithoutStream());
    }
  }
}
