package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.helper.grpc.GrpcServer;
import dev.weir.collector.helper.http.HttpRoutes;
import dev.weir.collector.helper.http.HttpServer;
import dev.weir.collector.helper.net.ListenAddress;
import dev.weir.otlp.Signal;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The receiver: one server for each protocol.
final class OtlpReceiver implements Receiver {
  private static final String PROFILES_PATH = "/v1development/profiles";

  private final ReceiverContext context;
  private final @Nullable GrpcServer grpc;
  private final @Nullable HttpServer http;

  OtlpReceiver(OtlpReceiverConfig.Protocols protocols, ReceiverContext context) {
    this.context = context;
    grpc = protocols.grpc() == null ? null : grpc(protocols.grpc());
    http = protocols.http() == null ? null : http(protocols.http());
  }

  private GrpcServer grpc(OtlpReceiverConfig.Grpc config) {
    List<OtlpGrpcHandler> handlers = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      Consumer consumer = context.consumer(signal, "grpc");
      if (consumer != null) {
        handlers.add(new OtlpGrpcHandler(new OtlpIntake(signal, consumer, "grpc", context)));
      }
    }
    return new GrpcServer(config.server(), handlers, context, setting("grpc"));
  }

  private HttpServer http(OtlpReceiverConfig.Http config) {
    HttpRoutes routes = new HttpRoutes();
    for (Signal signal : Signal.values()) {
      Consumer consumer = context.consumer(signal, "http");
      if (consumer != null) {
        routes.add(
            path(signal, config),
            new OtlpHttpHandler(new OtlpIntake(signal, consumer, "http", context)));
      }
    }
    return new HttpServer(config.server(), routes, context, setting("http"));
  }

  private static String path(Signal signal, OtlpReceiverConfig.Http config) {
    String path =
        switch (signal) {
          case TRACES -> config.tracesUrlPath();
          case METRICS -> config.metricsUrlPath();
          case LOGS -> config.logsUrlPath();
          case PROFILES -> PROFILES_PATH;
        };
    return path.startsWith("/") ? path : "/" + path;
  }

  private String setting(String protocol) {
    return "receivers::" + context.id() + "::protocols::" + protocol + "::endpoint";
  }

  @Override
  public void start() {
    if (grpc != null) {
      grpc.start();
      context.log().info("Starting GRPC server", "endpoint", ListenAddress.text(grpc.address()));
    }
    if (http != null) {
      http.start();
      context.log().info("Starting HTTP server", "endpoint", ListenAddress.text(http.address()));
    }
  }

  /// Both servers stop listening before either is waited for, since senders may use both.
  @Override
  public void shutdown(Deadline deadline) {
    List<Thread> stopping = new ArrayList<>();
    if (http != null) {
      stopping.add(Thread.startVirtualThread(() -> http.shutdown(deadline)));
    }
    if (grpc != null) {
      grpc.shutdown(deadline);
    }
    try {
      for (Thread thread : stopping) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  SocketAddress grpcAddress() {
    return Objects.requireNonNull(grpc).address();
  }

  SocketAddress httpAddress() {
    return Objects.requireNonNull(http).address();
  }
}
