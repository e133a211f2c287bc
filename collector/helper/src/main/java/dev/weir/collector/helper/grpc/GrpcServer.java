package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.net.BindFailure;
import dev.weir.collector.helper.net.EventLoops;
import dev.weir.collector.helper.net.ListenAddress;
import dev.weir.collector.helper.net.Pace;
import dev.weir.collector.helper.net.ServerExtensions;
import dev.weir.collector.helper.net.UnixSockets;
import dev.weir.collector.helper.tls.TlsContext;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A gRPC server of methods that take and answer bytes. Calls are admitted by the memory budget
/// before their message is decompressed, and given to the [GrpcHandler] of their method.
public final class GrpcServer {
  private static final int BACKLOG = 4096;
  private static final int MAX_METADATA = 64 << 10;
  private static final int HANDSHAKE_SECONDS = 20;

  private final GrpcServerConfig config;
  private final List<? extends GrpcHandler> handlers;
  private final ComponentContext context;
  private final String setting;
  private final SlowCalls slowCalls;
  private @Nullable Server server;

  /// A server that does not listen yet.
  ///
  /// @param setting the path of the setting that chooses the address, for messages
  public GrpcServer(
      GrpcServerConfig config,
      List<? extends GrpcHandler> handlers,
      ComponentContext context,
      String setting) {
    this(config, handlers, context, setting, Pace.USUAL);
  }

  GrpcServer(
      GrpcServerConfig config,
      List<? extends GrpcHandler> handlers,
      ComponentContext context,
      String setting,
      Pace pace) {
    this.config = config;
    this.handlers = List.copyOf(handlers);
    this.context = context;
    this.setting = setting;
    this.slowCalls = new SlowCalls(pace);
  }

  /// Begins to listen.
  ///
  /// @throws StartException when that cannot be, with a text for the user
  public void start() {
    GrpcServerConfig.Auth auth = config.auth();
    ServerExtensions.require(
        context, auth == null ? null : auth.authenticator(), config.middlewares());
    ListenAddress address = ListenAddress.parse(config.transport(), config.endpoint());
    NettyServerBuilder builder = builder(address.resolve());
    handlers.forEach(
        handler -> builder.addService(GrpcCalls.service(handler, context, config, slowCalls)));
    UnixSockets.prepare(address, setting);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw BindFailure.of(address, e, setting);
    }
    slowCalls.start();
  }

  private NettyServerBuilder builder(SocketAddress address) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .bossEventLoopGroup(EventLoops.shared())
            .workerEventLoopGroup(EventLoops.shared())
            .channelType(EventLoops.serverChannel(address))
            .withOption(ChannelOption.SO_BACKLOG, BACKLOG)
            .directExecutor()
            .decompressorRegistry(RawCodec.decompressors())
            .compressorRegistry(RawCodec.compressors())
            .addStreamTracerFactory(new Arrival.Factory())
            .addTransportFilter(new Senders(context.memory()))
            .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
            .maxInboundMetadataSize(MAX_METADATA)
            // one byte for what RawCodec puts before a compressed message
            .maxInboundMessageSize(config.maxMessage() + 1);
    if (!(address instanceof InetSocketAddress)) {
      builder.withChildOption(ChannelOption.SO_KEEPALIVE, null); // of TCP; set unless taken away
    }
    if (config.maxConcurrentStreams() > 0) {
      builder.maxConcurrentCallsPerConnection(
          (int) Math.min(Integer.MAX_VALUE, config.maxConcurrentStreams()));
    }
    if (config.tls() != null) {
      builder.sslContext(TlsContext.of(config.tls()).netty("h2"));
    }
    applyKeepalive(builder);
    return builder;
  }

  private void applyKeepalive(NettyServerBuilder builder) {
    GrpcServerConfig.Keepalive keepalive = config.keepalive();
    if (keepalive == null) {
      return;
    }
    GrpcServerConfig.ServerParameters server = keepalive.serverParameters();
    if (server != null) {
      apply(server.maxConnectionIdle(), builder::maxConnectionIdle);
      apply(server.maxConnectionAge(), builder::maxConnectionAge);
      apply(server.maxConnectionAgeGrace(), builder::maxConnectionAgeGrace);
      apply(server.time(), builder::keepAliveTime);
      apply(server.timeout(), builder::keepAliveTimeout);
    }
    GrpcServerConfig.EnforcementPolicy policy = keepalive.enforcementPolicy();
    if (policy != null) {
      apply(policy.minTime(), builder::permitKeepAliveTime);
      builder.permitKeepAliveWithoutCalls(policy.permitWithoutStream());
    }
  }

  /// A setting of a builder that is a time.
  private interface TimeSetting {
    NettyServerBuilder set(long amount, TimeUnit unit);
  }

  private static void apply(Duration duration, TimeSetting setting) {
    if (duration.isPositive()) {
      var _ = setting.set(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// Where the server listens; the port is the real one.
  public SocketAddress address() {
    return Objects.requireNonNull(server, "not started").getListenSockets().getFirst();
  }

  /// Stops taking calls, lets those that are under way end, and closes all connections by the
  /// deadline at the latest. Safe to call twice, and without [#start].
  public void shutdown(Deadline deadline) {
    Server running = server;
    if (running == null) {
      return;
    }
    running.shutdown();
    try {
      if (!running.awaitTermination(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        var _ = running.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      running.shutdownNow();
      Thread.currentThread().interrupt();
    }
    slowCalls.stop();
    UnixSockets.delete(ListenAddress.parse(config.transport(), config.endpoint()));
  }
}
