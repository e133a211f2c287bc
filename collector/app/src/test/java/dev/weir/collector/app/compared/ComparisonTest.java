package dev.weir.collector.app.compared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.app.compared.Comparison.Case;
import dev.weir.collector.app.compared.Comparison.Sent;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A collector gets the requests that the Go Collector got, with the same settings, over HTTP, and
/// the files that it writes say the same.
class ComparisonTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count.txt",
        "cumulative_to_delta.txt",
        "delta_to_cumulative.txt",
        "delta_to_rate.txt",
        "logdedup.txt",
        "metrics_transform.txt",
        "metricsgeneration.txt",
        "routing.txt",
        "schema.txt",
        "signal_to_metrics.txt"
      })
  void everyCase_givesWhatTheGoCollectorGave(String file) throws Exception {
    Comparison comparison = Comparison.of(file);
    List<Integer> ports = freePorts(comparison.cases().size());
    List<String> refused = new ArrayList<>();
    try (Collector collector = collector(comparison, ports)) {
      collector.start();
      for (int i = 0; i < ports.size(); i++) {
        Case each = comparison.cases().get(i);
        for (Sent sent : each.sent()) {
          boolean isTaken = send(ports.get(i), each, sent);
          if (isTaken != sent.isTaken() && each.differs().isEmpty()) {
            refused.add(each.name() + (isTaken ? " is taken" : " is not taken"));
          }
        }
      }
    }
    SoftAssertions soft = new SoftAssertions();
    soft.assertThat(refused).isEmpty();
    compare(comparison, soft);
    soft.assertAll();
  }

  private void compare(Comparison comparison, SoftAssertions soft) {
    for (int i = 0; i < comparison.cases().size(); i++) {
      Case each = comparison.cases().get(i);
      for (var output : each.outputs().entrySet()) {
        Signal signal = signal(output.getKey());
        PlainText text = new PlainText(signal, comparison.unordered());
        soft.assertThat(text.lines(written(i, output.getKey())))
            .as(each.name() + " " + output.getKey())
            .containsExactlyElementsOf(text.lines(output.getValue()));
      }
    }
  }

  private static boolean send(int port, Case each, Sent sent) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/" + each.from()))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(sent.json()));
    sent.headers().forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
    }
  }

  private Collector collector(Comparison comparison, List<Integer> ports) {
    var yaml = new ArrayList<String>();
    for (int i = 0; i < ports.size(); i++) {
      yaml.add("yaml:" + pipelines(comparison.cases().get(i), i, ports.get(i)));
    }
    yaml.add(
        "yaml:service: {telemetry: {metrics: {level: none}, logs: {level: error},"
            + " resource: {service.instance.id: this}}}");
    ComponentFactories factories = ComponentFactories.load();
    LoadResult result = ConfigLoader.load(yaml, List.of(), factories, Environment.of(Map.of()));
    assertThat(result.errors()).isEmpty();
    return new Collector(
        result.config().orElseThrow(), factories, new BuildInfo("weir", "development"));
  }

  private String pipelines(Case each, int index, int port) {
    String component = each.type() + "/c" + index;
    var yaml = new StringBuilder();
    yaml.append(
        """
        receivers: {otlp/c%d: {protocols: {http: {endpoint: "localhost:%d", include_metadata: true}}}}
        %s: {%s: %s}
        """
            .formatted(
                index, port, each.kind(), component, each.settings().replace("c@", "c" + index)));
    boolean isConnector = each.kind().equals("connectors");
    if (isConnector) {
      yaml.append(
          "service::pipelines::%s/in%d: {receivers: [otlp/c%d], exporters: [%s]}\n"
              .formatted(each.from(), index, index, component));
    }
    for (String output : each.outputs().keySet()) {
      String[] parts = output.split("/", 2);
      String exporter = "file/c" + index + output.replace("/", "");
      yaml.append("exporters::%s: {path: '%s'}\n".formatted(exporter, path(index, output)));
      yaml.append(
          "service::pipelines::%s/c%d%s: {receivers: [%s], processors: [%s], exporters: [%s]}\n"
              .formatted(
                  parts[0],
                  index,
                  parts.length > 1 ? parts[1] : "",
                  isConnector ? component : "otlp/c" + index,
                  isConnector ? "" : component,
                  exporter));
    }
    return yaml.toString();
  }

  private List<String> written(int index, String output) {
    Path path = path(index, output);
    try {
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path path(int index, String output) {
    return folder.resolve(index + output.replace('/', '-') + ".json");
  }

  private static Signal signal(String output) {
    return Signal.valueOf(output.split("/", 2)[0].toUpperCase(Locale.ROOT));
  }

  /// Ports that are free now; all are held until all are found, so that they differ.
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
