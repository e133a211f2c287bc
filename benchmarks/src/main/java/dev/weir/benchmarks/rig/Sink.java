package dev.weir.benchmarks.rig;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;

/// The back end: an OTLP/gRPC server on a loopback port that counts items, and may be slow.
final class Sink implements AutoCloseable {
  /// A delay after which no answer ever comes.
  static final long NEVER = Long.MAX_VALUE;

  /// What gRPC can read here.
  static final DecompressorRegistry DECOMPRESSORS =
      DecompressorRegistry.getDefaultInstance().with(new ZstdCodec(), true);

  private static final int MAX_MESSAGE = 256 << 20;
  private static final byte[] EMPTY = {};

  private final LongAdder items = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final ScheduledExecutorService delayer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private final Server server;
  private volatile long delayMillis;

  Sink() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .flowControlWindow(8 << 20)
            .maxInboundMessageSize(MAX_MESSAGE)
            .compressorRegistry(CompressorRegistry.newEmptyInstance())
            .decompressorRegistry(DECOMPRESSORS);
    for (Signal signal : new Signal[] {Signal.TRACES, Signal.METRICS, Signal.LOGS}) {
      builder.addService(service(signal));
    }
    server = builder.build().start();
  }

  int port() {
    return server.getPort();
  }

  /// Items that arrived and were answered for, or will be.
  long items() {
    return items.sum();
  }

  long requests() {
    return requests.sum();
  }

  /// Counts from zero again.
  void forget() {
    items.reset();
    requests.reset();
  }

  /// How long to wait before each answer; [#NEVER] for none at all. Whoever waits still is answered
  /// now, unless the client has given up.
  void delay(long millis) {
    delayMillis = millis;
    List.copyOf(waiting).forEach(this::runIfWaiting);
  }

  @Override
  public void close() {
    server.shutdownNow();
    delayer.shutdownNow();
  }

  private ServerServiceDefinition service(Signal signal) {
    var method = RawMethods.export(signal);
    String name = method.getServiceName();
    return ServerServiceDefinition.builder(name == null ? "" : name)
        .addMethod(
            method, ServerCalls.asyncUnaryCall((request, answer) -> take(signal, request, answer)))
        .build();
  }

  private void take(Signal signal, byte[] request, StreamObserver<byte[]> answer) {
    long delay = delayMillis;
    Runnable now =
        () -> {
          if (!((ServerCallStreamObserver<byte[]>) answer).isCancelled()) {
            count(signal, request);
            answer(answer);
          }
        };
    if (delay == 0) {
      now.run();
      return;
    }
    waiting.add(now);
    if (delay != NEVER) {
      var _ = delayer.schedule(() -> runIfWaiting(now), delay, MILLISECONDS);
    }
  }

  private void runIfWaiting(Runnable answer) {
    if (waiting.remove(answer)) {
      answer.run();
    }
  }

  private void count(Signal signal, byte[] request) {
    items.add(OtlpScan.scan(signal, request, 0, request.length).items());
    requests.increment();
  }

  private static void answer(StreamObserver<byte[]> answer) {
    answer.onNext(EMPTY);
    answer.onCompleted();
  }

  /// zstd for gRPC, which grpc-java does not bring.
  static final class ZstdCodec implements Codec {
    @Override
    public String getMessageEncoding() {
      return "zstd";
    }

    @Override
    public OutputStream compress(OutputStream to) throws IOException {
      return new ZstdOutputStream(to, 3);
    }

    @Override
    public InputStream decompress(InputStream from) throws IOException {
      return new ZstdInputStream(from);
    }
  }
}
