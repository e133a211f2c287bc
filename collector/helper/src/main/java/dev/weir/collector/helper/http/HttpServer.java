package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.net.BindFailure;
import dev.weir.collector.helper.net.EventLoops;
import dev.weir.collector.helper.net.ListenAddress;
import dev.weir.collector.helper.net.ServerExtensions;
import dev.weir.collector.helper.net.UnixSockets;
import dev.weir.collector.helper.tls.TlsContext;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 server. Bodies are admitted by the memory budget before they are read, decompressed,
/// and given to the [HttpHandler] of their path.
public final class HttpServer {
  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 64 << 10;
  private static final int BACKLOG = 4096;

  private final HttpServerConfig config;
  private final ComponentContext context;
  private final String setting;
  private final HttpDispatch dispatch;
  private final SlowClients slowClients;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private volatile String date = "";
  private @Nullable Channel listener;
  private @Nullable ScheduledFuture<?> watch;

  /// A server that does not listen yet.
  ///
  /// @param setting the path of the setting that chooses the address, for messages
  public HttpServer(
      HttpServerConfig config, HttpRoutes routes, ComponentContext context, String setting) {
    this(config, routes, context, setting, new SlowClients(config));
  }

  HttpServer(
      HttpServerConfig config,
      HttpRoutes routes,
      ComponentContext context,
      String setting,
      SlowClients slowClients) {
    this.config = config;
    this.context = context;
    this.setting = setting;
    this.dispatch = new HttpDispatch(config, routes, context);
    this.slowClients = slowClients;
  }

  /// Begins to listen.
  ///
  /// @throws StartException when that cannot be, with a text for the user
  public void start() {
    HttpServerConfig.Auth auth = config.auth();
    ServerExtensions.require(
        context, auth == null ? null : auth.authenticator(), config.middlewares());
    ListenAddress address = ListenAddress.parse(config.transport(), config.endpoint());
    SslContext tls = config.tls() == null ? null : TlsContext.of(config.tls()).netty("http/1.1");
    UnixSockets.prepare(address, setting);
    tick();
    ChannelFuture bound = bootstrap(address.resolve(), tls).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw BindFailure.of(address, Objects.requireNonNull(bound.cause()), setting);
    }
    listener = bound.channel();
    watch = EventLoops.shared().next().scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private ChannelFuture bootstrap(SocketAddress address, @Nullable SslContext tls) {
    return new ServerBootstrap()
        .group(EventLoops.shared())
        .channel(EventLoops.serverChannel(address))
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                connect(channel, tls);
              }
            })
        .bind(address);
  }

  private void connect(Channel channel, @Nullable SslContext tls) {
    HttpConnection connection = new HttpConnection(this, channel, peer(channel.remoteAddress()));
    connections.add(connection);
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(new Arrivals(connection));
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(Integer.MAX_VALUE)
                // a length beside chunks is ignored, as the Go Collector does
                .setUseRfc9112TransferEncoding(false)));
    pipeline.addLast(connection);
    if (stopping) {
      var _ = channel.close();
    }
  }

  private static @Nullable String peer(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : null;
  }

  /// Where the server listens; the port is the real one.
  public SocketAddress address() {
    return Objects.requireNonNull(listener, "not started").localAddress();
  }

  /// Stops listening, lets requests that are under way end, and closes all connections by the
  /// deadline at the latest. Safe to call twice, and without [#start].
  public void shutdown(Deadline deadline) {
    stopping = true;
    Channel listening = listener;
    if (listening == null) {
      return;
    }
    listener = null;
    listening.close().awaitUninterruptibly();
    UnixSockets.delete(ListenAddress.parse(config.transport(), config.endpoint()));
    connections.forEach(c -> c.channel().eventLoop().execute(c::finish));
    for (HttpConnection connection : connections) {
      connection
          .channel()
          .closeFuture()
          .awaitUninterruptibly(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }
    connections.forEach(connection -> connection.channel().close().awaitUninterruptibly());
    Objects.requireNonNull(watch).cancel(false);
  }

  private void tick() {
    date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    long now = System.nanoTime();
    for (HttpConnection connection : connections) {
      if (slowClients.verdict(connection, now) != null) {
        connection.channel().eventLoop().execute(() -> giveUp(connection));
      }
    }
  }

  /// Looks again, since the connection may have gone on meanwhile.
  private void giveUp(HttpConnection connection) {
    String verdict = slowClients.verdict(connection, System.nanoTime());
    if (verdict != null) {
      connection.giveUp(verdict);
    }
  }

  HttpDispatch dispatch() {
    return dispatch;
  }

  boolean metadata() {
    return config.includeMetadata();
  }

  boolean keepsAlive() {
    return config.keepAlivesEnabled() && !stopping;
  }

  /// The time for the `Date` header, to the second.
  String date() {
    return date;
  }

  void closed(HttpConnection connection) {
    connections.remove(connection);
  }

  /// Sees bytes before they are a request.
  private static final class Arrivals extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;

    Arrivals(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      connection.bytesCame();
      context.fireChannelRead(bytes);
    }
  }
}
