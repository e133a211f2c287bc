package dev.weir.collector.helper.http;

import dev.weir.collector.helper.net.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Makes connections to one origin, directly or through a proxy. Names are looked up by threads
/// made for it, since that may take long and cannot be interrupted; the addresses of a name are
/// tried one after the other.
final class Connector {
  private static final ExecutorService LOOKUPS =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("weir-lookup-", 0).daemon().factory());
  private static final int MAX_CONNECT_MILLIS = 30_000;

  private final Origin origin;
  private final @Nullable HttpProxy proxy;
  private final ClientPipeline pipeline;

  /// @param proxy or null for a direct connection
  Connector(Origin origin, @Nullable HttpProxy proxy, ClientPipeline pipeline) {
    this.origin = origin;
    this.proxy = proxy;
    this.pipeline = pipeline;
  }

  ClientConnection connect(long deadlineNanos) throws IOException {
    String host = proxy == null ? origin.host() : proxy.host();
    int port = proxy == null ? origin.port() : proxy.port();
    IOException last = new IOException("lookup of " + host + " found no address");
    for (InetAddress address : lookUp(host, deadlineNanos)) {
      try {
        return connect(new InetSocketAddress(address, port), deadlineNanos);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static List<InetAddress> lookUp(String host, long deadlineNanos) throws IOException {
    Future<InetAddress[]> found = LOOKUPS.submit(() -> InetAddress.getAllByName(host));
    return List.of(await(found, deadlineNanos, "lookup of " + host));
  }

  private ClientConnection connect(InetSocketAddress address, long deadlineNanos)
      throws IOException {
    String what = (proxy == null ? "connecting to " : "connecting through the proxy ") + address;
    CompletableFuture<ClientConnection> ready = new CompletableFuture<>();
    ProxyHandler tunnel = proxy == null ? null : proxy.tunnel(origin, address);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(EventLoops.shared())
            .channel(EventLoops.clientChannel(address))
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, MAX_CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tunnel != null) {
                      channel.pipeline().addLast(tunnel);
                    }
                    pipeline.begin(channel, origin, ready);
                  }
                });
    var connecting =
        bootstrap.connect(
            tunnel == null
                ? address
                : InetSocketAddress.createUnresolved(origin.host(), origin.port()));
    connecting.addListener(done -> {
      if (!done.isSuccess()) {
        ready.completeExceptionally(done.cause());
      }
    });
    try {
      return await(ready, deadlineNanos, what);
    } catch (IOException e) {
      var _ = connecting.channel().close();
      Throwable refused = connecting.cause();
      if (refused != null && refused != e.getCause()) { // the end was told before its reason
        throw new IOException(what + ": " + refused.getMessage(), refused);
      }
      throw e;
    }
  }

  private static <T> T await(Future<T> future, long deadlineNanos, String what) throws IOException {
    try {
      return future.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new SocketTimeoutException(what + " took longer than the timeout");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + what, e);
    }
  }
}
