package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.net.EventLoops;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Initialises the network libraries while something else, such as reading the configuration, keeps
/// the starting thread busy. Nothing depends on its having run.
public final class WarmUp {
  private WarmUp() {}

  /// Begins on a thread of its own and returns.
  public static void begin() {
    Thread.ofPlatform().daemon().name("warm-up").start(WarmUp::run);
  }

  private static void run() {
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();
    buffer.release();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    EventLoops.shared().next().execute(() -> {});
    var _ = EventLoops.serverChannel(address);
    var _ = NettyServerBuilder.forAddress(address);
    var _ = NettyChannelBuilder.forAddress(address);
  }
}
