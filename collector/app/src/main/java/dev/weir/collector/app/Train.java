package dev.weir.collector.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// `weir train`: what the build runs to fill the AOT cache. Starts a collector on free ports whose
/// pipelines lead through the common components and back into itself over gRPC, sends it a few
/// spans, and ends.
final class Train {
  private static final String SPAN =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"train"}}]},
      "scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",
      "name":"train","kind":2,"startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}
      """;
  private static final int REQUESTS = 50;

  private Train() {}

  /// Returns the exit code.
  static int run() throws IOException {
    int grpc = freePort();
    int http = freePort();
    ConfigOptions options = new ConfigOptions();
    options.uris.add("yaml:" + yaml(grpc, http, freePort()));
    boolean[] sent = {false};
    Runnable whenReady =
        () -> {
          send(http);
          sent[0] = true;
          Thread.currentThread().interrupt();
        };
    new Run(options, Duration.ofSeconds(25), StandardError.writer(), whenReady).call();
    return sent[0] ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void send(int port) {
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
          throw new IllegalStateException("the training run's collector answered " + status);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the training run's collector did not answer", e);
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
