package dev.weir.collector.helper.grpc;

import dev.weir.collector.helper.net.EventLoops;
import dev.weir.collector.helper.net.Pace;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches over the calls of a server whose messages are still coming, and gives up those that all
/// but stop.
final class SlowCalls {
  private final Pace pace;
  private final Set<GrpcCall> arriving = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledFuture<?> watch;

  SlowCalls(Pace pace) {
    this.pace = pace;
  }

  void start() {
    watch = EventLoops.shared().next().scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  void stop() {
    if (watch != null) {
      watch.cancel(false);
    }
  }

  void add(GrpcCall call) {
    arriving.add(call);
  }

  void remove(GrpcCall call) {
    arriving.remove(call);
  }

  private void look() {
    long now = System.nanoTime();
    for (GrpcCall call : arriving) {
      if (pace.isTooSlow(now - call.begun(), call.arrived())) {
        call.giveUp();
      }
    }
  }
}
