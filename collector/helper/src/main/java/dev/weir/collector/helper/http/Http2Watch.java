package dev.weir.collector.helper.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notes that the server wants no more requests on an HTTP/2 connection, and tries a silent one
/// with a ping, to close it when no answer comes.
final class Http2Watch extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<Boolean> GOING_AWAY = AttributeKey.valueOf("weir.goingAway");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  private final Duration timeout;
  private @Nullable ScheduledFuture<?> giveUp;

  /// @param timeout for the answer to a ping; zero for the usual one
  Http2Watch(Duration timeout) {
    this.timeout = timeout.isPositive() ? timeout : DEFAULT_TIMEOUT;
  }

  static boolean isGoingAway(Channel channel) {
    return channel.hasAttr(GOING_AWAY);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && giveUp == null) {
      Runnable close =
          () -> {
            var _ = context.close();
          };
      giveUp = context.executor().schedule(close, timeout.toNanos(), TimeUnit.NANOSECONDS);
      var _ = context.writeAndFlush(new DefaultHttp2PingFrame(1));
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Http2GoAwayFrame) {
      context.channel().attr(GOING_AWAY).set(true);
    }
    if (message instanceof Http2PingFrame ping && ping.ack() && giveUp != null) {
      giveUp.cancel(false);
      giveUp = null;
    }
    context.fireChannelRead(message);
  }
}
