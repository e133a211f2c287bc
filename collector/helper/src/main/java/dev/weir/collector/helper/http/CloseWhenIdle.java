package dev.weir.collector.helper.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;

/// Closes a connection of HTTP/1.1 that nobody has used for a while.
final class CloseWhenIdle extends ChannelInboundHandlerAdapter {
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean isInUse = context.pipeline().get(Exchange.class) != null;
    if (event instanceof IdleStateEvent && !isInUse) {
      var _ = context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }
}
