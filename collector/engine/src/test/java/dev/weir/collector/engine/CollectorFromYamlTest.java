package dev.weir.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.graph.GraphRules;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectorFromYamlTest {
  private final TestComponents components = new TestComponents();

  @TempDir private Path folder;

  @Test
  void writtenConfiguration_runsWithItsTelemetry() throws Exception {
    Path log = folder.resolve("weir.log");
    LoadResult loaded =
        load(
            """
            receivers: {push: }
            processors: {pass: , pass/2: }
            exporters: {sink: }
            connectors: {link: }
            extensions: {ext: }
            service:
              extensions: [ext]
              telemetry:
                resource: {team: core, service.name: mine}
                logs: {encoding: json, output_paths: [%s], initial_fields: {a: 1}}
                metrics:
                  level: detailed
                  readers:
                    - pull: {exporter: {prometheus: {host: localhost, port: 0, without_units: false}}}
                  views:
                    - selector: {instrument_name: otelcol_receiver_*}
                      stream: {aggregation: {drop: {}}}
              pipelines:
                traces: {receivers: [push], processors: [pass, pass/2], exporters: [link]}
                traces/2: {receivers: [link], exporters: [sink]}
            """
                .formatted(log));
    assertThat(loaded.errors()).isEmpty();

    try (Collector collector =
        new Collector(
            loaded.config().orElseThrow(),
            components.factories(),
            new BuildInfo("weir", "1.2.3"))) {
      collector.start();
      components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 3));

      assertThat(components.sink("sink", Signal.TRACES).items()).isEqualTo(3);
      assertThat(get(collector.metricsPorts().getFirst()))
          .contains("otelcol_processor_internal_duration_seconds_count{")
          .contains("service_name=\"mine\"", "team=\"core\"")
          .doesNotContain("otelcol_receiver_accepted_spans");
    }
    assertThat(Files.readAllLines(log))
        .allMatch(line -> line.contains("\"a\":1,\"resource\":{\"service.name\":\"mine\""))
        .anyMatch(line -> line.contains("Everything is ready. Begin running and processing data."))
        .anyMatch(line -> line.contains("\"msg\":\"Shutdown complete.\""));
  }

  @Test
  void pipelineThatCannotBeBuilt_isFoundAtItsPlace() {
    LoadResult loaded =
        load(
            """
            receivers: {push: }
            processors: {spans: }
            exporters: {sink: }
            service:
              pipelines:
                logs:
                  receivers: [push]
                  processors: [spans]
                  exporters: [sink]
            """);

    assertThat(
            GraphRules.check(
                loaded.config().orElseThrow(), components.factories(), loaded.places()))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
          assertThat(problem.line()).isEqualTo(8);
          assertThat(problem.sentence()).contains("telemetry type is not supported");
        });
  }

  private LoadResult load(String yaml) {
    return ConfigLoader.load(
        List.of("yaml:" + yaml), List.of(), components.factories(), Environment.of(Map.of()));
  }

  private static String get(int port) throws Exception {
    URI uri = URI.create("http://localhost:" + port + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
