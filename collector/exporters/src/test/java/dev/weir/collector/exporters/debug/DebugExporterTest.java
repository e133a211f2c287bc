package dev.weir.collector.exporters.debug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.Log.Level;
import dev.weir.collector.api.StartException;
import dev.weir.collector.exporters.debug.DebugConfig.Verbosity;
import dev.weir.collector.testkit.ExporterContract;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestLog.Line;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugExporterTest extends ExporterContract<DebugConfig> {
  private static final String NO_SUCH_FOLDER = "/no/such/folder/debug.txt";

  @TempDir Path folder;
  final TestContext context = new TestContext("debug");

  DebugExporterTest() {
    super(new DebugFactory());
  }

  @Override
  protected DebugConfig config() {
    return toFile(Verbosity.BASIC);
  }

  @Override
  protected long delivered(Signal signal) throws IOException {
    String key =
        switch (signal) {
          case TRACES -> "\"spans\": ";
          case METRICS -> "\"data points\": ";
          case LOGS -> "\"log records\": ";
          case PROFILES -> "\"sample records\": ";
        };
    return Files.exists(file())
        ? Files.readAllLines(file()).stream()
            .filter(line -> line.contains(key))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*" + key + "([0-9]+)}", "$1")))
            .sum()
        : 0;
  }

  @Test
  void defaultConfig_isTheCollectors() {
    assertThat(factory.defaultConfig())
        .isEqualTo(new DebugConfig(Verbosity.BASIC, 2, 1, true, null, null));
  }

  @Test
  void config_thatCannotWork_isReported() {
    assertThat(
            TestProblems.of(new DebugConfig(Verbosity.BASIC, -1, -2, true, List.of("x"), null))
                .settings())
        .containsExactly("sampling_initial", "sampling_thereafter", "output_paths");
    assertThat(
            TestProblems.of(new DebugConfig(Verbosity.BASIC, 2, 1, false, List.of(), null))
                .messages())
        .containsExactly(
            "output_paths: output_paths must not be empty when use_internal_logger is false");
  }

  /// The expected texts were written by the Go Collector's debug exporter; but of the attribute and
  /// link tables of profiles it shows the last entry only.
  @ParameterizedTest
  @CsvSource({
    "TRACES, BASIC, traces-basic.txt",
    "TRACES, NORMAL, traces-normal.txt",
    "TRACES, DETAILED, traces-detailed.txt",
    "METRICS, BASIC, metrics-basic.txt",
    "METRICS, NORMAL, metrics-normal.txt",
    "METRICS, DETAILED, metrics-detailed.txt",
    "LOGS, BASIC, logs-basic.txt",
    "LOGS, NORMAL, logs-normal.txt",
    "LOGS, DETAILED, logs-detailed.txt",
    "PROFILES, BASIC, profiles-basic.txt",
    "PROFILES, NORMAL, profiles-normal.txt",
    "PROFILES, DETAILED, profiles-detailed.txt"
  })
  void batchOfEveryField_isShownAsTheCollectorDoes(
      Signal signal, Verbosity verbosity, String expected) throws IOException {
    Exporter exporter = started(signal, toFile(verbosity));
    exporter.consume(batchOfEveryField(signal));
    exporter.shutdown(soon());

    assertThat(Files.readString(file())).isEqualTo(new String(resource(expected), UTF_8));
  }

  @Test
  void internalLogger_getsTheSummaryAndTheText() {
    Exporter exporter =
        started(Signal.LOGS, new DebugConfig(Verbosity.NORMAL, 2, 1, true, null, null));
    exporter.consume(TestData.batch(Signal.LOGS, 2));
    exporter.shutdown(soon());

    List<Line> lines = context.log().lines();
    assertThat(lines).extracting(Line::level).containsOnly(Level.INFO);
    assertThat(lines.getFirst().message()).isEqualTo("Logs");
    assertThat(lines.getFirst().fields()).containsExactly("resource logs=1", "log records=2");
    assertThat(lines.get(1).message()).startsWith("ResourceLog #0").contains("a0").contains("a1");
  }

  @Test
  void sampling_showsTheFirstOfASecondAndThenEachNth() {
    long[] now = {0};
    Sampling sampling = new Sampling(2, 3, () -> now[0]);
    assertThat(passing(sampling, 9)).containsExactly(1, 2, 5, 8);
    now[0] = 1_000_000_000L;
    assertThat(passing(sampling, 3)).containsExactly(1, 2);
    assertThat(passing(new Sampling(1, 0, () -> now[0]), 5)).containsExactly(1);
    assertThat(passing(new Sampling(0, 1, () -> now[0]), 2)).containsExactly(1, 2);
  }

  @Test
  void pathThatCannotBeWritten_isNamedAtStart() {
    DebugConfig config =
        new DebugConfig(
            Verbosity.BASIC, 2, 1, false, List.of(file().toString(), NO_SUCH_FOLDER), null);
    assertThatThrownBy(() -> started(Signal.LOGS, config))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(NO_SUCH_FOLDER);
  }

  private static List<Integer> passing(Sampling sampling, int calls) {
    return java.util.stream.IntStream.rangeClosed(1, calls)
        .filter(call -> sampling.passes())
        .boxed()
        .toList();
  }

  private Exporter started(Signal signal, DebugConfig config) {
    Exporter exporter = factory.create(config, signal, context);
    exporter.start();
    return exporter;
  }

  private DebugConfig toFile(Verbosity verbosity) {
    return new DebugConfig(verbosity, 2, 1, false, List.of(file().toString()), null);
  }

  private Path file() {
    return folder.resolve("debug.txt");
  }

  private static Batch batchOfEveryField(Signal signal) throws IOException {
    OtlpJsonRequest request = OtlpJsonReader.read(signal, resource(signal.key() + ".json"));
    return Batch.of(signal, request.message(), request.items());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DebugExporterTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }
}
