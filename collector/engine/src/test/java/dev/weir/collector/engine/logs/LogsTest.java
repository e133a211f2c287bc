package dev.weir.collector.engine.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.LogsConfig;
import dev.weir.collector.engine.config.LogsConfig.Encoding;
import dev.weir.collector.engine.config.LogsConfig.Level;
import dev.weir.collector.engine.config.LogsConfig.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @TempDir private Path folder;

  @Test
  void console_isTimeLevelMessageAndFields() throws IOException {
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.CONSOLE, null),
            logs -> {
              logs.root().info("Everything is ready");
              logs.component("exporter", ComponentId.parse("otlp/x"), "traces")
                  .warn("Cannot \"send\"", "attempt", 3, "error", "refused");
            });

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches(TIME + "\tinfo\tEverything is ready");
    assertThat(lines.get(1))
        .matches(TIME + "\twarn\tCannot \"send\"\t\\{.*\\}")
        .endsWith(
            "\t{\"otelcol.component.id\": \"otlp/x\", \"otelcol.component.kind\": \"exporter\","
                + " \"otelcol.signal\": \"traces\", \"attempt\": 3, \"error\": \"refused\"}");
  }

  @Test
  void console_keepsTheLinesOfAMessageAndSpellsOutControls() throws IOException {
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.CONSOLE, null),
            logs -> logs.root().info("Span #0\n  Name: a\u001b[2J\r\u009b\n"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).endsWith("\tinfo\tSpan #0");
    assertThat(lines.get(1)).isEqualTo("  Name: a\\u001b[2J\\u000d\\u009b");
  }

  @Test
  void json_isOneObjectALineWithResourceAndInitialFields() throws IOException {
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.JSON, null),
            logs ->
                logs.component("receiver", ComponentId.parse("otlp"), "")
                    .info("a \"b\"\u0001", "list", List.of(1, "x"), "none", null));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .matches(
            "\\{\"level\":\"info\",\"ts\":\"" + TIME + "\",\"msg\":\"a \\\\\"b\\\\\"\\\\u0001\".*")
        .endsWith(
            "\"team\":\"core\",\"resource\":{\"service.name\":\"weir\"},"
                + "\"otelcol.component.id\":\"otlp\",\"otelcol.component.kind\":\"receiver\","
                + "\"list\":[1,\"x\"],\"none\":null}");
  }

  @Test
  void error_hasItsStackTrace() throws IOException {
    Consumer<Logs> write =
        logs ->
            logs.root().log(Log.Level.ERROR, "failed", new IllegalStateException("why"), "a", 1);

    assertThat(lines(config(Level.INFO, Encoding.CONSOLE, null), write))
        .anyMatch(line ->
            line.endsWith("{\"a\": 1, \"error\": \"java.lang.IllegalStateException: why\"}"))
        .anyMatch(line -> line.startsWith("\tat " + LogsTest.class.getName()));
    assertThat(lines(config(Level.INFO, Encoding.JSON, null), write).getLast())
        .contains("\"error\":\"java.lang.IllegalStateException: why\",\"stacktrace\":\"java.lang.");
  }

  @Test
  void linesBelowTheLevel_areNotWritten() throws IOException {
    assertThat(
            lines(
                config(Level.WARN, Encoding.CONSOLE, null),
                logs -> {
                  assertThat(logs.root().isEnabled(Log.Level.INFO)).isFalse();
                  assertThat(logs.root().isEnabled(Log.Level.WARN)).isTrue();
                  logs.root().info("no");
                  logs.root().error("yes");
                }))
        .singleElement()
        .asString()
        .contains("\terror\tyes");
  }

  @Test
  void repeatedLines_areThinnedOutByKindAndComponent() throws IOException {
    Sampling sampling = new Sampling(true, Duration.ofDays(1000), 10, 100);
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.CONSOLE, sampling),
            logs -> {
              Log one = logs.component("exporter", ComponentId.parse("a"), "");
              Log two = logs.component("exporter", ComponentId.parse("b"), "");
              for (int i = 0; i < 310; i++) {
                one.info("again", "i", i);
              }
              two.info("again", "i", 0);
              one.warn("again", "i", 0);
            });

    assertThat(lines).hasSize(15);
    assertThat(lines.subList(10, 13))
        .extracting(line -> line.substring(line.indexOf("\"i\"")))
        .containsExactly("\"i\": 109}", "\"i\": 209}", "\"i\": 309}");
  }

  @Test
  void newTick_startsTheCountAnew() {
    Sampler sampler = new Sampler(1000, 1, 0);

    assertThat(sampler.passes(7, 10_000)).isTrue();
    assertThat(sampler.passes(7, 10_999)).isFalse();
    assertThat(sampler.passes(7, 11_000)).isTrue();
    assertThat(sampler.passes(8, 11_000)).isTrue();
  }

  @Test
  void libraries_areTakenOverUntilClosed() throws IOException {
    Handler[] before = Logger.getLogger("").getHandlers();
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.CONSOLE, null),
            logs -> {
              logs.takeOverLibraries();
              Logger logger = Logger.getLogger("some.library");
              logger.info("not this");
              logger.log(java.util.logging.Level.WARNING, "cannot find {0}", "it");
              System.getLogger("other").log(System.Logger.Level.ERROR, "broken");
            });

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).endsWith("\twarn\tcannot find it\t{\"logger\": \"some.library\"}");
    assertThat(lines.get(1)).endsWith("\terror\tbroken\t{\"logger\": \"other\"}");
    assertThat(Logger.getLogger("").getHandlers()).containsExactly(before);
  }

  @Test
  void uncaughtException_isLoggedWithItsThread() throws IOException {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    List<String> lines =
        lines(
            config(Level.INFO, Encoding.CONSOLE, null),
            logs -> {
              logs.takeOverLibraries();
              Thread thread =
                  Thread.ofVirtual()
                      .name("lonely")
                      .start(() -> {
                        throw new IllegalStateException("defect");
                      });
              assertThatCode(thread::join).doesNotThrowAnyException();
            });

    assertThat(lines.getFirst())
        .contains("\terror\tA thread ended unexpectedly\t", "\"thread\": \"lonely\"", "defect");
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  @Test
  void linesAfterTheEnd_areWrittenAtOnce() throws IOException {
    Logs[] kept = new Logs[1];
    Path file = folder.resolve("log");
    lines(config(Level.INFO, Encoding.CONSOLE, null), logs -> kept[0] = logs);

    kept[0].root().info("late");

    assertThat(Files.readString(file)).endsWith("\tinfo\tlate\n");
  }

  @Test
  void fileThatCannotBeWritten_isNamed() {
    LogsConfig config = config(Level.INFO, Encoding.CONSOLE, null, folder.resolve("no/such/log"));

    assertThatThrownBy(() -> new Logs(config, Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("output_paths")
        .hasMessageContaining("no/such/log");
  }

  @Test
  void outputThatFails_isToldOnTheErrorOutput() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    LogsConfig full = config(Level.INFO, Encoding.CONSOLE, null, Path.of("/dev/full"));
    Path errors = folder.resolve("errors");
    try (Logs logs = new Logs(with(full, List.of(errors.toString()), false), Map.of())) {
      logs.root().info("one");
      logs.root().info("two");
    }

    assertThat(Files.readAllLines(errors)).singleElement().asString().contains("write error: ");
  }

  @Test
  void development_showsWhereWarningsComeFrom() throws IOException {
    LogsConfig config = config(Level.INFO, Encoding.CONSOLE, null);
    List<String> lines =
        lines(
            with(config, config.errorOutputPaths(), true),
            logs -> {
              logs.root().info("fine");
              logs.root().warn("odd");
            });

    assertThat(lines.get(0)).endsWith("\tfine");
    assertThat(lines.get(1)).endsWith("\todd");
    assertThat(lines.get(2)).contains("\tat ", "LogsTest");
  }

  private static LogsConfig with(
      LogsConfig config, List<String> errorOutputPaths, boolean development) {
    return new LogsConfig(
        config.level(),
        development,
        config.encoding(),
        config.disableCaller(),
        config.disableStacktrace(),
        config.sampling(),
        config.outputPaths(),
        errorOutputPaths,
        config.initialFields(),
        config.processors(),
        config.disableZapResource());
  }

  private List<String> lines(LogsConfig config, Consumer<Logs> write) throws IOException {
    try (Logs logs = new Logs(config, Map.of("service.name", "weir"))) {
      write.accept(logs);
    }
    return Arrays.asList(Files.readString(folder.resolve("log")).split("\n"));
  }

  private LogsConfig config(Level level, Encoding encoding, @Nullable Sampling sampling) {
    return config(level, encoding, sampling, folder.resolve("log"));
  }

  private static LogsConfig config(
      Level level, Encoding encoding, @Nullable Sampling sampling, Path file) {
    LogsConfig defaults = LogsConfig.defaults();
    return new LogsConfig(
        level,
        false,
        encoding,
        false,
        false,
        sampling,
        List.of(file.toString()),
        defaults.errorOutputPaths(),
        encoding == Encoding.JSON ? Map.of("team", "core") : Map.of(),
        List.of(),
        false);
  }
}
