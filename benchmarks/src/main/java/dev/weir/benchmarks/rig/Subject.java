package dev.weir.benchmarks.rig;

import dev.weir.otlp.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A collector between senders and a sink whose mood can be changed.
final class Subject implements AutoCloseable {
  private static final Duration DELIVERY = Duration.ofMinutes(1);
  private static final String PIPELINE =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: "127.0.0.1:${port}", max_recv_msg_size_mib: 64}}}
      service:
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: ${metrics}}}}}]}
      """;

  private final Sink sink = new Sink();
  private final int port = freePort();
  private final CollectorProcess process;
  private final List<Sender> senders = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();

  /// @param yaml the configuration besides receiver and telemetry; `${sink}` is the sink's port
  Subject(String command, String yaml, Path folder) throws IOException {
    Path config = folder.resolve("overload.yaml");
    Files.writeString(
        config,
        (PIPELINE + yaml)
            .replace("${port}", "" + port)
            .replace("${metrics}", "" + freePort())
            .replace("${sink}", "" + sink.port()));
    process =
        new CollectorProcess(
            "collector", List.of(command.split(" ", -1)), config, folder.resolve("overload.log"));
    try (Sender first = sender(1)) {
      process.awaitFirstAcknowledgement(port, first);
    }
  }

  /// A configuration that refuses what does not fit into `limitMib`.
  static String limited(int limitMib) {
    return """
      pipelines:
        traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [otlp_grpc]}
    processors:
      memory_limiter: {check_interval: 1s, limit_mib: %d, spike_limit_mib: %d}
      batch: {}
    exporters:
      otlp_grpc: {endpoint: "127.0.0.1:${sink}", tls: {insecure: true}}
    """
        .formatted(limitMib, limitMib / 5);
  }

  /// A configuration whose exporter's queue takes as much as memory does.
  static String queued() {
    return """
      pipelines:
        traces: {receivers: [otlp], exporters: [otlp_grpc]}
    exporters:
      otlp_grpc:
        endpoint: "127.0.0.1:${sink}"
        tls: {insecure: true}
        sending_queue: {sizer: items, queue_size: 1000000000, num_consumers: 10}
        retry_on_failure: {initial_interval: 1s, max_interval: 1s, max_elapsed_time: 0}
    """;
  }

  /// A load of requests of so many items; closed loop if `itemsPerSecond` is 0.
  Load load(int items, int connections, int inFlight, double itemsPerSecond) {
    List<Sender> own = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      own.add(sender(items));
    }
    senders.addAll(own);
    Load load = new Load(own, inFlight, items, itemsPerSecond);
    loads.add(load);
    return load;
  }

  void warmUp(Load load, double cpuSeconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (process.cpuSeconds() < cpuSeconds && System.nanoTime() < end) {
      load.run(Duration.ofSeconds(1));
    }
  }

  void sinkDelay(long millis) {
    sink.delay(millis);
  }

  double cpuSeconds() throws IOException {
    return process.cpuSeconds();
  }

  double rss() throws IOException {
    return process.rssMegabytes();
  }

  double peakRss() throws IOException {
    return process.peakRssMegabytes();
  }

  /// Items that were acknowledged to all loads, and the one that showed that it runs.
  long acknowledged() {
    return 1 + loads.stream().mapToLong(Load::acknowledgedItems).sum();
  }

  /// Waits until the sink has as much as was acknowledged, a minute at most.
  void awaitDelivery() throws InterruptedException {
    long end = System.nanoTime() + DELIVERY.toNanos();
    while (sink.items() < acknowledged() && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  /// Ends the collector gracefully and returns how many items arrived at the sink.
  long finish() {
    senders.forEach(Sender::close);
    process.close();
    return sink.items();
  }

  @Override
  public void close() {
    finish();
    sink.close();
  }

  private Sender sender(int items) {
    return new GrpcSender(port, Signal.TRACES, "none", Overload.payloads(items));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
