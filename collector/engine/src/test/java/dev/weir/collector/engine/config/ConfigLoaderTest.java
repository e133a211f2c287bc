package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.Fakes.Batch;
import dev.weir.collector.engine.config.Fakes.Debug;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private static final String GOOD =
      """
      receivers:
        otlp:
          protocols:
            grpc:
      processors:
        batch:
      exporters:
        debug:
      service:
        pipelines:
          traces:
            receivers: [otlp]
            processors: [batch]
            exporters: [debug]
      """;

  @TempDir Path folder;

  @Test
  void goodConfiguration_isReadWithDefaults() {
    LoadResult result = load(GOOD);

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings()).isEmpty();
    CollectorConfig config = result.config().orElseThrow();
    assertThat(config.processors()).containsKey(new ComponentId("batch", ""));
    assertThat(config.service().pipelines())
        .containsEntry(
            new ComponentId("traces", ""),
            new PipelineConfig(
                List.of(new ComponentId("otlp", "")),
                List.of(new ComponentId("batch", "")),
                List.of(new ComponentId("debug", ""))));
    assertThat(config.service().telemetry()).isEqualTo(TelemetryConfig.defaults());
  }

  @Test
  void allProblems_areReportedAtOnceWithPlaceAndSuggestion() {
    LoadResult result =
        load(
            """
            receivers:
              otlp:
                protocols:
                  grpc:
                    endpont: 0.0.0.0:4317
            processors:
              batch:
                timeout: -1s
              attributs:
            exporters:
              otlp_grpc:
                endpoint: a:1
                compression: gzp
            service:
              extensions: [health_check]
              pipelines:
                traces:
                  receivers: [otpl]
                  processors: [batch, batch]
                  exporters: [otlp_grpc]
                metric:
                  receivers: [otlp]
            sevice:
            """);

    assertThat(result.config()).isEmpty();
    assertThat(result.errors())
        .extracting(problem -> problem.line() + " " + problem.sentence())
        .containsExactly(
            "5 receivers::otlp::protocols::grpc::endpont: unknown key",
            "8 processors::batch::timeout: -1s (expected: 0 or more)",
            "9 processors::attributs: unknown type: \"attributs\" for id: \"attributs\"",
            "13 exporters::otlp_grpc::compression: \"gzp\" (expected: one of none, gzip, zstd)",
            "15 service::extensions::0: references extension \"health_check\" which is not"
                + " configured",
            "17 service::pipelines::traces: references processor \"batch\" multiple times",
            "18 service::pipelines::traces::receivers::0: references receiver \"otpl\" which is not"
                + " configured",
            "21 service::pipelines::metric: unknown signal \"metric\"",
            "21 service::pipelines::metric: must have at least one exporter",
            "23 sevice: unknown section");
    assertThat(result.errors())
        .extracting(Problem::suggestion)
        .contains(
            "did you mean \"endpoint\"?",
            "did you mean \"attributes\"?",
            "did you mean \"gzip\"?",
            "did you mean \"otlp\"?",
            "did you mean \"metrics\"?",
            "did you mean \"service\"?");
  }

  @Test
  void problem_showsTheLineWithAMark() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), GOOD.replace("[otlp]", "[otpl]"));

    LoadResult result = load(file);

    assertThat(result.errors().getFirst())
        .hasToString(
            file
                + ":12:19: error: service::pipelines::traces::receivers::0: references receiver"
                + " \"otpl\" which is not configured\n"
                + "    12 |       receivers: [otpl]\n"
                + "       |                   ^\n"
                + "  did you mean \"otlp\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty configuration file",
        "receivers: {} | empty configuration file",
        "exporters: {nop: } | no receiver configuration specified in config",
        "receivers: {nop: } | no exporter configuration specified in config",
        "{receivers: {nop: }, exporters: {nop: }} | service must have at least one pipeline",
        "{receivers: {nop: }, exporters: {nop: }, service: {pipelines: {traces: }}} | must have at"
            + " least one receiver",
        "{receivers: {nop: }, exporters: {nop: }, connectors: {forward: }, service: {pipelines:"
            + " {traces: {receivers: [forwrd], exporters: [nop]}}}} | references receiver"
            + " \"forwrd\" which is not configured",
        "{receivers: {nop: }, exporters: {nop: , forward/a: }, connectors: {forward/a: }} |"
            + " ambiguous ID: Found both \"forward/a\" exporter and \"forward/a\" connector",
        "{receivers: {nop: , ' nop ': }, exporters: {nop: }} | duplicate name \"nop\"",
        "{receivers: {'nop/': }, exporters: {nop: }} | expected: a name after the slash",
        "{receivers: [nop], exporters: {nop: }} | expected: a section of components",
        "[1] | cannot be used as a configuration",
        "text | cannot be used as a configuration",
        "{receivers: {otlp_grpc: }, exporters: {nop: }} | there is an exporter of that name",
        "{receivers: {nop: }, exporters: {loki: }} | Loki takes OTLP"
      })
  void contradiction_isNamed(String yaml, String message) {
    assertThat(load(yaml).errors())
        .anySatisfy(problem -> assertThat(problem.toString()).contains(message));
  }

  @Test
  void laterFiles_areLaidOverEarlierOnes() {
    LoadResult result =
        ConfigLoader.load(
            List.of(
                "yaml:" + GOOD,
                "yaml:{processors: {batch: {timeout: 5s, send_batch_size: 7}}}",
                "yaml:{processors: {batch: {timeout: 6s}}, exporters: {nop: }}",
                "yaml:service::pipelines::traces::exporters: [nop]"),
            List.of("processors.batch.send_batch_size=9", "exporters.debug.verbosity=detailed"),
            Fakes.FACTORIES,
            Environment.of(Map.of()));

    assertThat(result.errors()).isEmpty();
    Batch batch = Configs.processor(result, Batch.class);
    assertThat(batch.timeout()).isEqualTo(Duration.ofSeconds(6));
    assertThat(batch.sendBatchSize()).isEqualTo(9);
    assertThat(Configs.exporter(result, Debug.class).verbosity())
        .isEqualTo(Fakes.Verbosity.DETAILED);
    var traces = result.config().orElseThrow().service().pipelines().values().iterator().next();
    assertThat(traces.exporters()).containsExactly(new ComponentId("nop", ""));
  }

  /// As the Go Collector does with `confmap.enableMergeAppendOption`; processors are not among
  /// them.
  @Test
  void listsOfTheService_growWhenAskedTo() {
    LoadResult result =
        ConfigLoader.load(
            List.of(
                "yaml:" + GOOD,
                "yaml:{extensions: {health_check: , file_storage: }, service: {extensions:"
                    + " [health_check]}}",
                "yaml:{exporters: {nop: }, processors: {attributes: },"
                    + " service: {extensions: [file_storage, health_check], pipelines:"
                    + " {traces: {exporters: [debug, nop], processors: [attributes]}}}}"),
            List.of(),
            Fakes.FACTORIES,
            Environment.of(Map.of()),
            new LoadOptions(true, false));

    assertThat(result.errors()).isEmpty();
    ServiceConfig service = result.config().orElseThrow().service();
    assertThat(service.extensions()).hasToString("[health_check, file_storage]");
    PipelineConfig traces = service.pipelines().values().iterator().next();
    assertThat(traces.exporters()).hasToString("[debug, nop]");
    assertThat(traces.processors()).hasToString("[attributes]");
  }

  @Test
  void serviceWithoutPipelines_isFineWhenAskedFor() {
    String yaml = "yaml:{extensions: {health_check: }, service: {extensions: [health_check]}}";
    var asked = new LoadOptions(false, true);
    Environment nothing = Environment.of(Map.of());

    assertThat(
            ConfigLoader.load(List.of(yaml), List.of(), Fakes.FACTORIES, nothing, asked).errors())
        .isEmpty();
    assertThat(ConfigLoader.load(List.of(yaml), List.of(), Fakes.FACTORIES, nothing).errors())
        .hasSize(3);
  }

  @Test
  void fileThatMayNotBeRead_isAnErrorThatSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.yaml"), GOOD);
    Files.setPosixFilePermissions(file, java.util.Set.of());
    Assumptions.assumeFalse(Files.isReadable(file), "the superuser reads everything");

    assertThat(load(file).errors().getFirst().toString())
        .contains(file.toString())
        .contains("permission");
  }

  @Test
  void filesThatIncludeEachOther_areAnErrorThatSaysSo() throws IOException {
    Path a = folder.resolve("a.yaml");
    Path b = folder.resolve("b.yaml");
    Files.writeString(a, "receivers: ${file:" + b + "}\n");
    Files.writeString(b, "otlp: ${file:" + b + "}\n");

    assertThat(load(a).errors().toString())
        .contains(b.toString())
        .containsAnyOf("itself", "cycl", "recursive");
  }

  @Test
  void emptyFile_isAnErrorThatSaysWhatToWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.yaml"));

    assertThat(load(file).errors().getFirst().toString())
        .contains("empty configuration file")
        .contains("receivers");
  }

  @Test
  void setWithoutEqualSign_isAnError() {
    LoadResult result =
        ConfigLoader.load(
            List.of("yaml:" + GOOD), List.of("a"), Fakes.FACTORIES, Environment.of(Map.of()));

    assertThat(result.errors().getFirst().toString())
        .contains("--set a: error: missing equal sign");
  }

  @Test
  void filesThatCannotBeRead_areAllReported() throws IOException {
    Path latin =
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', '\n', (byte) 0xE9});
    Path tab = Files.writeString(folder.resolve("tab.yaml"), "a:\n\tb: 1\n");
    LoadResult result =
        ConfigLoader.load(
            List.of(
                "/does/not/exist.yaml",
                folder.toString(),
                latin.toString(),
                tab.toString(),
                "ftp://x"),
            List.of(),
            Fakes.FACTORIES,
            Environment.of(Map.of()));

    assertThat(result.errors()).hasSize(5);
    assertThat(result.errors().toString())
        .contains("/does/not/exist.yaml: no such file or directory")
        .contains("is a directory")
        .contains("is not UTF-8: byte 0xE9 in line 2")
        .contains("the line starts with a tab")
        .contains("scheme \"ftp\" is not supported");
  }

  @Test
  void webServerAndVariable_areReadAsWell() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/good",
        exchange -> {
          byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/gone",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      LoadResult good = load(List.of(base + "/good", "env:MORE"), Map.of("MORE", "{}"));
      LoadResult gone = load(List.of(base + "/gone", "env:1"), Map.of());

      assertThat(good.errors()).isEmpty();
      assertThat(gone.errors())
          .extracting(Problem::message)
          .containsExactly(
              "failed to load resource from uri \"" + base + "/gone\". status code: 404",
              "environment variable \"1\" has invalid name");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void webServerThatIsNotThere_isAnError() {
    LoadResult result = load(List.of("http://127.0.0.1:1/x", "http://[bad"), Map.of());

    assertThat(result.errors()).hasSize(2);
    assertThat(result.errors().getFirst().message()).contains("unable to fetch");
  }

  @Test
  void fileInUtf16WithAMark_isRead() throws IOException {
    byte[] text = ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE);
    Path file = Files.write(folder.resolve("utf16.yaml"), text);

    assertThat(load(file).errors()).isEmpty();
  }

  @Test
  void placesOfSettings_areFoundLater() {
    LoadResult result = load(GOOD);

    assertThat(result.places().find("service::pipelines::traces::exporters::0").line())
        .isEqualTo(14);
    assertThat(result.places().error("processors::batch", "x").line()).isEqualTo(6);
  }

  /// Whatever a good configuration is damaged to, there is a result, and errors say where.
  @Test
  void damagedConfiguration_isReadOrRefusedWithAPlace() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String[] pieces = {
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "{",
      "}",
      "[",
      "]",
      "'",
      "&a",
      "*a",
      "<<: *a",
      "${env:A}",
      "${",
      "$$",
      "null",
      "0x1",
      "::",
      "/",
      "\t",
      "enabled: false",
      "5s",
      "!!int",
      ","
    };
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder(GOOD);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(4));
        text.replace(at, end, pieces[random.nextInt(pieces.length)]);
      }
      try {
        LoadResult result = load(text.toString());
        assertThat(result.config().isPresent()).isEqualTo(result.errors().isEmpty());
        result.errors().forEach(problem -> assertThat(problem.toString()).isNotBlank());
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", text:\n" + text, e);
      }
    }
  }

  private static LoadResult load(String yaml) {
    return ConfigLoader.load(
        List.of("yaml:" + yaml), List.of(), Fakes.FACTORIES, Environment.of(Map.of("A", "x: 1")));
  }

  private static LoadResult load(List<String> uris, Map<String, String> variables) {
    return ConfigLoader.load(uris, List.of(), Fakes.FACTORIES, Environment.of(variables));
  }

  private static LoadResult load(Path file) {
    return ConfigLoader.load(
        List.of(file.toString()), List.of(), Fakes.FACTORIES, Environment.of(Map.of()));
  }
}
