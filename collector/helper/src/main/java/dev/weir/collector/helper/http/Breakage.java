package dev.weir.collector.helper.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;

/// Remembers what broke a connection: whoever uses it afterwards sees only that it is closed. A
/// server may refuse a certificate after the handshake, for example, and before the first request.
final class Breakage extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<Throwable> CAUSE =
      AttributeKey.valueOf(Breakage.class, "cause");

  /// What broke the connection of a channel, or what was seen when that is not known.
  static Throwable of(Channel channel, Throwable seen) {
    Channel connection = channel.parent() == null ? channel : channel.parent();
    Throwable cause = connection.attr(CAUSE).get();
    return cause == null ? seen : cause;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.channel().attr(CAUSE).setIfAbsent(cause);
    if (context.pipeline().get(Exchange.class) != null) {
      context.fireExceptionCaught(cause);
    } else {
      var _ = context.close();
    }
  }
}
