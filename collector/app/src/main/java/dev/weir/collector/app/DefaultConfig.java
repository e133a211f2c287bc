package dev.weir.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;

/// What runs when the user names no configuration.
final class DefaultConfig {
  private static final String RESOURCE = "default.yaml";

  private DefaultConfig() {}

  /// The embedded configuration as a `yaml:` URI.
  static String uri() {
    try (InputStream in = DefaultConfig.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return "yaml:" + new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says where to send data and what to try next.
  static void welcome(BuildInfo build, String ui, PrintWriter out) {
    String listen = System.getenv().getOrDefault("WEIR_LISTEN", "localhost");
    String http = port("HTTP_PORT", 4318);
    out.println(
        """

        Weir %s runs without a configuration: it keeps what arrives, and shows it.

          look at it      %3$s
          send OTLP to    %2$s:%4$s (gRPC) or http://%2$s:%5$s (HTTP)
          from any SDK    export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:%5$s
          its health      http://%2$s:%6$s
          its metrics     http://localhost:%7$s/metrics

          to try next     ./weir --config examples/otlp-to-jaeger/collector.yaml
                          ./weir --help

        Ctrl-C ends it.
        """
            .formatted(
                build.version(),
                listen,
                ui.equals(UiOptions.OFF) ? "off" : "http://" + ui,
                port("GRPC_PORT", 4317),
                http,
                port("HEALTH_PORT", 13133),
                port("METRICS_PORT", 8888)));
    out.flush();
  }

  /// Where OTLP over HTTP is taken from this machine.
  static URI otlpHttp() {
    return URI.create("http://localhost:" + port("HTTP_PORT", 4318));
  }

  /// A port as the configuration reads it. One that is no number has been refused by then.
  private static String port(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isEmpty() ? Integer.toString(otherwise) : value;
  }
}
