package dev.weir.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

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
    out.println(
        """

        Weir %s runs without a configuration: it keeps what arrives, and shows it.

          look at it      %3$s
          send OTLP to    %2$s:4317 (gRPC) or http://%2$s:4318 (HTTP)
          from any SDK    export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
          its health      http://%2$s:13133
          its metrics     http://localhost:8888/metrics

          to try next     ./weir --config examples/otlp-to-jaeger/collector.yaml
                          ./weir --help

        Ctrl-C ends it.
        """
            .formatted(build.version(), listen, ui.equals(UiOptions.OFF) ? "off" : "http://" + ui));
    out.flush();
  }
}
