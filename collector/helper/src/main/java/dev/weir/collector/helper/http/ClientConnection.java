package dev.weir.collector.helper.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.Future;

/// An open connection: of HTTP/1.1, for one exchange after the other, or of HTTP/2, for many at
/// once.
///
/// @param isShared true for HTTP/2
record ClientConnection(Channel channel, boolean isShared) {

  boolean isOpen() {
    return channel.isActive() && !Http2Watch.isGoingAway(channel);
  }

  /// Sends a request; the answer, or the failure, goes to `exchange`. Returns at once.
  void send(FullHttpRequest request, Exchange exchange) {
    if (isShared) {
      sendOnStream(request, exchange);
      return;
    }
    channel
        .eventLoop()
        .execute(() -> {
          channel.pipeline().addLast(exchange);
          write(channel, request, exchange);
        });
  }

  /// Gives up on an exchange. Ends the connection where nobody else uses it.
  void abandon(Exchange exchange) {
    if (isShared) {
      exchange.cancel();
    } else {
      var _ = channel.close();
    }
  }

  void close() {
    var _ = channel.close();
  }

  private void sendOnStream(FullHttpRequest request, Exchange exchange) {
    new Http2StreamChannelBootstrap(channel)
        .handler(
            new ChannelInitializer<Http2StreamChannel>() {
              @Override
              protected void initChannel(Http2StreamChannel stream) {
                stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), exchange);
              }
            })
        .open()
        .addListener((Future<Http2StreamChannel> opened) -> onOpened(opened, request, exchange));
  }

  private void onOpened(
      Future<Http2StreamChannel> opened, FullHttpRequest request, Exchange exchange) {
    if (opened.isSuccess()) {
      write(opened.getNow(), request, exchange);
    } else {
      request.release();
      exchange.fail(Breakage.of(channel, opened.cause()));
    }
  }

  private static void write(Channel channel, FullHttpRequest request, Exchange exchange) {
    channel
        .writeAndFlush(request)
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (!written.isSuccess()) {
                    exchange.fail(Breakage.of(channel, written.cause()));
                  }
                });
  }
}
