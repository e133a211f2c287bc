package dev.weir.collector.app;

import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.ComponentFactories;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir train`: what the build runs to fill the AOT cache. Starts a collector on free ports whose
/// pipelines lead through the common components and back into itself over gRPC, sends it a few
/// spans, and ends.
@Command(name = "train", hidden = true, description = "Fills the AOT cache; for the build.")
final class TrainCommand implements Callable<Integer> {
  private static final String SPAN =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"train"}}]},
      "scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",
      "name":"train","kind":2,"startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}
      """;
  private static final int REQUESTS = 50;

  @Mixin ConfigOptions options = new ConfigOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    int grpc = freePort();
    int http = freePort();
    ComponentFactories factories = ComponentFactories.load();
    var config =
        options
            .load(List.of("yaml:" + yaml(grpc, http, freePort())), factories, err)
            .config()
            .orElseThrow();
    try (Collector collector = new Collector(config, factories, VersionProvider.build())) {
      collector.start();
      send(http);
    }
    return ExitCode.OK;
  }

  private static void send(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(SPAN))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < REQUESTS; i++) {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          throw new IOException("the training run's collector answered " + status);
        }
      }
    }
  }

  /// `otlp/in` takes HTTP and passes on over gRPC to `otlp/loop`, which ends in `nop`.
  private static String yaml(int grpc, int http, int metrics) {
    return """
    receivers:
      otlp/in: {protocols: {http: {endpoint: "127.0.0.1:%2$d"}}}
      otlp/loop: {protocols: {grpc: {endpoint: "127.0.0.1:%1$d"}}}
    processors:
      memory_limiter: {check_interval: 1s, limit_percentage: 50}
      batch: {timeout: 10ms}
    exporters:
      otlp_grpc: {endpoint: "127.0.0.1:%1$d", tls: {insecure: true}}
      nop:
    service:
      telemetry:
        logs: {level: error}
        metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %3$d}}}}]}
      pipelines:
        traces/in: {receivers: [otlp/in], processors: [memory_limiter, batch], exporters: [otlp_grpc]}
        traces/loop: {receivers: [otlp/loop], processors: [memory_limiter], exporters: [nop]}
        metrics: {receivers: [otlp/loop], exporters: [nop]}
        logs: {receivers: [otlp/loop], exporters: [nop]}
    """
        .formatted(grpc, http, metrics);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
