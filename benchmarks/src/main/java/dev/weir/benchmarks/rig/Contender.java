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

/// One collector with a sink of its own behind it, and what was measured of it.
final class Contender implements AutoCloseable {
  /// What one window showed.
  ///
  /// @param cpuPerMillion CPU seconds of the collector for a million acknowledged items
  record Window(double cpuPerMillion, double itemsPerSecond, double rssMegabytes) {}

  private final Scenario scenario;
  private final Sink sink;
  private final CollectorProcess process;
  private final int port;
  private final List<byte[]> payloads;
  private final Load load;
  private final List<Sender> senders = new ArrayList<>();
  final Duration start;
  final double idleRss;
  final List<Window> windows = new ArrayList<>();

  Contender(
      String name,
      List<String> command,
      Scenario scenario,
      List<byte[]> payloads,
      int connections,
      int inFlight,
      Path folder)
      throws IOException, InterruptedException {
    this.scenario = scenario;
    this.payloads = payloads;
    sink = new Sink();
    if (scenario.protocol().equals("grpc")) {
      warmClient();
    }
    int grpcPort = freePort();
    int httpPort = freePort();
    port = scenario.protocol().equals("grpc") ? grpcPort : httpPort;
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(config, scenario.configuration(grpcPort, httpPort, freePort(), sink.port()));
    process = new CollectorProcess(name, command, config, folder.resolve(name + ".log"));
    for (int i = 0; i < connections; i++) {
      senders.add(sender());
    }
    load = new Load(senders, inFlight, scenario.items(), scenario.itemsPerSecond());
    start = process.awaitFirstAcknowledgement(port, senders.getFirst());
    load.acknowledged.increment();
    Thread.sleep(Duration.ofSeconds(2)); // a moment without load, for the idle figure
    idleRss = process.rssMegabytes();
  }

  /// The first call of a fresh client takes as long as a collector's start; it is not measured.
  private void warmClient() {
    try (Sender sender = new GrpcSender(sink.port(), scenario.signal(), "none", payloads)) {
      sender.send(0);
    }
    sink.forget();
  }

  String name() {
    return process.name();
  }

  /// Sends until the process has used this much CPU time, or `atMost` has passed; where the rate is
  /// fixed too, as fast as answers come, since the JIT would need many minutes at a low rate.
  void warmUp(double cpuSeconds, Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (process.cpuSeconds() < cpuSeconds && System.nanoTime() < end) {
      load.runAtFullSpeed(Duration.ofSeconds(1));
    }
    load.latencies.clear();
  }

  void measure(Duration window) throws IOException, InterruptedException {
    long itemsBefore = load.acknowledgedItems();
    double cpuBefore = process.cpuSeconds();
    long timeBefore = System.nanoTime();
    load.run(window);
    double seconds = (System.nanoTime() - timeBefore) / 1e9;
    awaitDelivery();
    double cpu = process.cpuSeconds() - cpuBefore;
    long items = load.acknowledgedItems() - itemsBefore;
    windows.add(new Window(cpu / items * 1e6, items / seconds, process.rssMegabytes()));
  }

  long acknowledgedItems() {
    return load.acknowledgedItems();
  }

  long refusedRequests() {
    return load.refused.sum();
  }

  long failedRequests() {
    return load.failed.sum();
  }

  double percentileMillis(double percent) {
    return load.latencies.percentileMillis(percent);
  }

  double peakRss() throws IOException {
    return process.peakRssMegabytes();
  }

  /// Ends the collector, gracefully, and returns how many items its sink got of each exporter.
  long finish() {
    senders.forEach(Sender::close);
    process.close();
    return sink.items() / scenario.copies();
  }

  @Override
  public void close() {
    finish();
    sink.close();
  }

  /// What a window put in must come out on the window's account.
  private void awaitDelivery() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    long before = -1;
    while (!isDelivered(before) && System.nanoTime() < end) {
      before = sink.items();
      Thread.sleep(Duration.ofMillis(scenario.keepsAll() ? 20 : 300));
    }
  }

  /// Where the collector drops some, that the sink gets no more must do.
  private boolean isDelivered(long before) {
    return scenario.keepsAll()
        ? sink.items() >= load.acknowledgedItems() * scenario.copies()
        : sink.items() == before;
  }

  private Sender sender() {
    Signal signal = scenario.signal();
    return switch (scenario.protocol()) {
      case "grpc" -> new GrpcSender(port, signal, scenario.compression(), payloads);
      case "http" ->
          new HttpSender(port, signal, "application/x-protobuf", scenario.compression(), payloads);
      case "json" ->
          new HttpSender(port, signal, "application/json", scenario.compression(), payloads);
      default -> throw new IllegalArgumentException(scenario.protocol());
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
