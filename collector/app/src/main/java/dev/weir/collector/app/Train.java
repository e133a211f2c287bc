package dev.weir.collector.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
    new Run(options, new UiOptions(), Duration.ofSeconds(25), StandardError.writer(), whenReady)
        .call();
    return sent[0] ? ExitCode.OK : ExitCode.FAILED;
  }

  /// A plain socket: the classes of an HTTP client would stay in the cache, and be mapped at every
  /// start.
  private static void send(int port) {
    byte[] request =
        """
        POST /v1/traces HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Connection: close\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(SPAN.length(), SPAN)
            .getBytes(US_ASCII);
    for (int i = 0; i < REQUESTS; i++) {
      String answer = exchange(port, request);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new IllegalStateException("the training run's collector answered " + answer);
      }
    }
  }

  private static String exchange(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request);
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
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
      transform: {trace_statements: ['set(span.attributes["train"], true) where span.name == "train"']}
      batch: {timeout: 10ms}
    exporters:
      otlp_grpc: {endpoint: "127.0.0.1:%1$d", tls: {insecure: true}}
      nop:
    service:
      telemetry:
        metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %3$d}}}}]}
      pipelines:
        traces/in: {receivers: [otlp/in], processors: [memory_limiter, transform, batch], exporters: [otlp_grpc]}
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
