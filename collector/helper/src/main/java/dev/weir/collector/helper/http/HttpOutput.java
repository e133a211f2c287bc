package dev.weir.collector.helper.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Where a body is written to. Used by one thread.
public final class HttpOutput {
  private static final long STALLED_SECONDS = 30;

  private final Channel channel;

  HttpOutput(Channel channel) {
    this.channel = channel;
  }

  /// Sends bytes, which are given away, and waits until the network has taken them.
  ///
  /// @throws IOException when the client has gone, or has not read for half a minute
  public void write(byte[] bytes) throws IOException, InterruptedException {
    if (bytes.length == 0) {
      return;
    }
    ChannelFuture written =
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    if (!written.await(STALLED_SECONDS, TimeUnit.SECONDS)) {
      var _ = channel.close();
      throw new IOException("the client has not read for " + STALLED_SECONDS + " s");
    }
    if (!written.isSuccess()) {
      throw new IOException("the client has gone", written.cause());
    }
  }
}
