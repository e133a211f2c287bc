package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.config.Fakes.Attributes;
import dev.weir.collector.engine.config.Fakes.OtlpExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `${...}` becomes. The first column of a case is the value, the second what the Go Collector
/// made of it, as far as it takes the form.
class ExpansionTest {
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.ofEntries(
              Map.entry("X", "0123"),
              Map.entry("S", "\"quoted\""),
              Map.entry("L", "[1, 2]"),
              Map.entry("M", "{a: 1}"),
              Map.entry("EMPTY", ""),
              Map.entry("N", "null"),
              Map.entry("B", "true"),
              Map.entry("R", "${env:X}"),
              Map.entry("R2", "x${env:X}"),
              Map.entry("BAD", "a: b: c"),
              Map.entry("D", "$$x"),
              Map.entry("SP", "  pad  "),
              Map.entry("T", "2020-01-01"),
              Map.entry("HASH", "abc # x"),
              Map.entry("MS", "a\nb"),
              Map.entry("SELF", "${env:SELF}"),
              Map.entry("GROWS", "x${env:GROWS}"),
              Map.entry("BOMB", "${env:BOMB}${env:BOMB}"),
              Map.entry("NAME", "X")));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '^',
      value = {
        "${env:X} | 83",
        "${X} | 83",
        "$X | $X",
        "a${X}b | a0123b",
        "${S} | \"quoted\"",
        "a${S}b | a\"quoted\"b",
        "${L} | [1, 2]",
        "a${L} | a[1, 2]",
        "${M} | {a=1}",
        "a${M}b | a{a: 1}b",
        "${EMPTY} | null",
        "a${EMPTY}b | ab",
        "${UNSET} | null",
        "a${UNSET}b | ab",
        "a${N} | anull",
        "${B} | true",
        "${R} | 83",
        "${R2} | x0123",
        "${BAD} | a: b: c",
        "${D} | $x",
        "a${D} | a$x",
        "a${SP}b | a  pad  b",
        "${T} | 2020-01-01T00:00:00Z",
        "a${T} | a2020-01-01",
        "${HASH} | abc # x",
        "$$${X} | $0123",
        "$${X} | ${X}",
        "$$$${X} | $${X}",
        "$${a} ${X} | ${a} ${X}",
        "${X} $${a} | 0123 ${a}",
        "${X} ${X} | 0123 0123",
        "${env:NO:-d} | d",
        "${env:X:-d} | 83",
        "${env:NO:-5} | 5",
        "${env:NO:-a:-b} | a:-b",
        "${env:${NAME}} | 83",
        "${env:${env:NO:-X}} | 83",
        "${NO:-d} | d",
        "${X:-d} | 83",
        "${NO:-${X}} | 83",
        "a${NO:-b c}d | ab cd",
        "$ | $",
        "$$ | $",
        "a$$b | a$b",
        "a$b | a$b",
        "${ | ${",
        "${X | ${X",
        "${X}} | 0123}",
        "{${X} | {0123",
        "${yaml:a::b: 1} | {a={b=1}}"
      })
  void value_becomesWhatGoMakesOfIt(String text, String expected) {
    assertThat(String.valueOf(any(text))).isEqualTo(expected);
  }

  @Test
  void emptyDefault_isAnEmptyTextAndNotNothing() {
    assertThat(any("${env:NO:-}")).isEqualTo("");
    assertThat(any("${NO:-}")).isEqualTo("");
  }

  @Test
  void textSetting_keepsTheOriginalOfANumber() {
    var exporter = exporter("{endpoint: \"${X}\", headers: {a: \"${X}\", b: \"${T}\"}}");

    assertThat(exporter.endpoint()).isEqualTo("0123");
    assertThat(header(exporter, "a")).isEqualTo("0123");
    assertThat(header(exporter, "b")).isEqualTo("2020-01-01");
  }

  @Test
  void numberSetting_takesTheParsedValue() {
    assertThat(
            exporter("{endpoint: \"a:1\", sending_queue: {queue_size: \"${X}\"}}").sendingQueue())
        .satisfies(queue -> assertThat(queue.queueSize()).isEqualTo(83));
  }

  @Test
  void unsetVariable_isWarnedOfOnce() {
    LoadResult result = load("{key: \"${UNSET}\", value: \"${UNSET}x\", action: x}");

    assertThat(result.warnings())
        .extracting(Problem::message)
        .containsExactly("Configuration references unset environment variable UNSET");
    assertThat(result.warnings().getFirst().suggestion()).contains("${env:UNSET:-default}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${SELF} | too many recursive expansions",
        "${GROWS} | too many recursive expansions",
        "a${BOMB} | expands to more than",
        "${foo:bar} | scheme \"foo\" is not supported for uri \"foo:bar\"",
        "${1X} | environment variable \"1X\" has invalid name",
        "${} | environment variable \"\" has invalid name",
        "${a.b} | environment variable \"a.b\" has invalid name",
        "${file:/does/not/exist} | unable to read the file /does/not/exist: no such file",
        "${env:A$B} | contains unsupported characters"
      })
  void whatCannotBeExpanded_isAnErrorAtItsPlace(String text, String message) {
    LoadResult result = load("{key: a, action: b, value: '" + text + "'}");

    assertThat(result.errors()).hasSize(1);
    Problem problem = result.errors().getFirst();
    assertThat(problem.message()).contains(message);
    assertThat(problem.path()).isEqualTo("processors::attributes::actions::0::value");
    assertThat(problem.line()).isEqualTo(4);
  }

  @Test
  void includedFile_isASectionWithPlacesOfItsOwn() throws IOException {
    Path included =
        Files.writeString(folder.resolve("exporter.yaml"), "endpoint: ${env:X}:1\ntimout: 5s\n");
    LoadResult result =
        ConfigLoader.load(
            List.of(
                "yaml:{receivers: {nop: }, exporters: {otlp_grpc: \"${file:"
                    + included
                    + "}\"},"
                    + " service: {pipelines: {traces: {receivers: [nop], exporters: [otlp_grpc]}}}}"),
            List.of(),
            Fakes.FACTORIES,
            ENVIRONMENT);

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().getFirst().toString())
        .startsWith(included + ":2:1: error: exporters::otlp_grpc::timout: unknown key")
        .contains("did you mean \"timeout\"?");
  }

  @Test
  void fileOfText_isTakenAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("cert.pem"), "-----BEGIN X-----\na: b: c\n");

    assertThat(any("${file:" + file + "}")).isEqualTo("-----BEGIN X-----\na: b: c\n");
  }

  @Test
  void fileThatIncludesItself_isAnError() throws IOException {
    Path file = folder.resolve("self.yaml");
    Files.writeString(file, "a: ${file:" + file + "}\nb: ${file:" + file + "}\n");

    LoadResult result = load("{key: a, action: b, value: '${file:" + file + "}'}");

    assertThat(result.errors()).isNotEmpty();
    assertThat(result.errors().getFirst().message()).contains("too many recursive expansions");
  }

  private static String header(OtlpExporter exporter, String name) {
    return Objects.requireNonNull(exporter.headers().get(name)).reveal();
  }

  private static @Nullable Object any(String text) {
    LoadResult result = load("{key: a, action: b, value: '" + text + "'}");
    assertThat(result.errors()).isEmpty();
    var attributes =
        (Attributes) result.config().orElseThrow().processors().values().iterator().next();
    return attributes.actions().getFirst().value();
  }

  private static OtlpExporter exporter(String yaml) {
    LoadResult result = Configs.load("exporters: {otlp_grpc: " + yaml + "}", ENVIRONMENT);
    assertThat(result.errors()).isEmpty();
    return Configs.exporter(result, OtlpExporter.class);
  }

  private static LoadResult load(String action) {
    return Configs.load("processors:\n  attributes:\n    actions:\n      - " + action, ENVIRONMENT);
  }
}
