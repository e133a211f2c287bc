package dev.weir.collector.helper.http;

import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.collector.helper.tls.TlsErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// What a new connection goes through: TLS where the URL says so, and then HTTP/2 when the server
/// chose it in the handshake, or HTTP/1.1.
final class ClientPipeline {
  private final @Nullable SslContext tls;
  private final String serverName;
  private final HttpClientConfig config;

  /// @throws dev.weir.collector.api.StartException when certificates or keys cannot be read
  ClientPipeline(HttpClientConfig config, boolean needsTls) {
    this.config = config;
    this.serverName = config.tls().serverNameOverride();
    this.tls = needsTls ? context(config) : null;
  }

  private static SslContext context(HttpClientConfig config) {
    ClientTls settings = config.tls().withInsecure(false);
    TlsContext context = TlsContext.of(settings);
    return config.forceAttemptHttp2()
        ? context.netty(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
        : context.netty(ApplicationProtocolNames.HTTP_1_1);
  }

  /// Prepares a channel, and completes `ready` when requests can be sent.
  void begin(Channel channel, Origin origin, CompletableFuture<ClientConnection> ready) {
    channel.closeFuture().addListener(_ -> later(channel, () -> tooEarly(ready)));
    if (tls != null && origin.isTls()) {
      channel.pipeline().addLast(handshake(channel, tls, origin), new Negotiation(ready));
    } else {
      channel.pipeline().addLast(new WhenActive(ready));
    }
  }

  /// After everything that the end of a connection sets going: handlers hear of it, and say why,
  /// only after those who wait for the end itself.
  private static void later(Channel channel, Runnable last) {
    channel.eventLoop().execute(() -> channel.eventLoop().execute(last));
  }

  private static void tooEarly(CompletableFuture<ClientConnection> ready) {
    ready.completeExceptionally(
        new IOException("the connection was closed before it could be used"));
  }

  private SslHandler handshake(Channel channel, SslContext context, Origin origin) {
    String name = serverName.isEmpty() ? origin.host() : serverName;
    SslHandler handler = context.newHandler(channel.alloc(), name, origin.port());
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    handler.engine().setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(Duration.ofSeconds(10).toMillis());
    return handler;
  }

  private void http1(ChannelPipeline pipeline) {
    if (config.idleConnTimeout().isPositive()) {
      long nanos = config.idleConnTimeout().toNanos();
      pipeline.addLast(
          new IdleStateHandler(0, 0, nanos, TimeUnit.NANOSECONDS), new CloseWhenIdle());
    }
    pipeline.addLast(new HttpClientCodec(), new Breakage());
  }

  private void http2(ChannelPipeline pipeline) {
    if (config.http2ReadIdleTimeout().isPositive()) {
      long nanos = config.http2ReadIdleTimeout().toNanos();
      pipeline.addLast(new IdleStateHandler(nanos, 0, 0, TimeUnit.NANOSECONDS));
    }
    pipeline.addLast(
        Http2FrameCodecBuilder.forClient().encoderEnforceMaxConcurrentStreams(true).build(),
        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
        new Http2Watch(config.http2PingTimeout()),
        new Breakage());
  }

  /// Decides after the handshake.
  private final class Negotiation extends ApplicationProtocolNegotiationHandler {
    private final CompletableFuture<ClientConnection> ready;

    Negotiation(CompletableFuture<ClientConnection> ready) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.ready = ready;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      boolean isHttp2 = ApplicationProtocolNames.HTTP_2.equals(protocol);
      if (isHttp2) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
      }
      ready.complete(new ClientConnection(context.channel(), isHttp2));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
        boolean closed = handshake.cause() instanceof ClosedChannelException;
        fail(
            context,
            closed ? new SSLHandshakeException(TlsErrors.CLOSED_EARLY) : handshake.cause());
      } else {
        super.userEventTriggered(context, event);
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      fail(context, cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fail(context, cause);
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
      // A proxy that makes no tunnel fails what was to go through it, too.
      boolean ofProxy = cause.getCause() instanceof ProxyConnectException;
      ready.completeExceptionally(ofProxy ? cause.getCause() : cause);
      var _ = context.close();
    }
  }

  /// Without TLS there is nothing to decide, and only a proxy to wait for.
  private final class WhenActive extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<ClientConnection> ready;

    WhenActive(CompletableFuture<ClientConnection> ready) {
      this.ready = ready;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      http1(context.pipeline());
      context.pipeline().remove(this);
      ready.complete(new ClientConnection(context.channel(), false));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ready.completeExceptionally(cause);
      var _ = context.close();
    }
  }
}
