package dev.weir.collector.helper.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// The threads that move bytes: one small group for all servers and clients, one thread per core,
/// made at first use and kept until the process ends. Nothing may wait on them. Uses epoll where it
/// is there, and the JDK's selectors elsewhere.
public final class EventLoops {
  private static final boolean EPOLL = !Boolean.getBoolean("weir.net.nio") && Epoll.isAvailable();

  private EventLoops() {}

  private static final class Shared {
    static final EventLoopGroup GROUP =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("weir-net", true),
            handler());

    private static IoHandlerFactory handler() {
      return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }
  }

  /// The group. Never shut it down.
  public static EventLoopGroup shared() {
    return Shared.GROUP;
  }

  /// The kind of channel that listens on an address: TCP, or a unix socket.
  public static Class<? extends ServerChannel> serverChannel(SocketAddress address) {
    if (isUnix(address)) {
      return EPOLL ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    }
    return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /// The kind of channel that connects to an address: TCP, or a unix socket.
  public static Class<? extends Channel> clientChannel(SocketAddress address) {
    if (isUnix(address)) {
      return EPOLL ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class;
    }
    return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /// The address of a unix socket, of the kind that the channels here take.
  public static SocketAddress unixAddress(String path) {
    return EPOLL ? new DomainSocketAddress(path) : UnixDomainSocketAddress.of(path);
  }

  static boolean isUnix(SocketAddress address) {
    return address instanceof DomainSocketAddress || address instanceof UnixDomainSocketAddress;
  }
}
