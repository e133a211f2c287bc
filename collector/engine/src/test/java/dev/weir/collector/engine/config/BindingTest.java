package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.Fakes.Batch;
import dev.weir.collector.engine.config.Fakes.Compression;
import dev.weir.collector.engine.config.Fakes.OtlpExporter;
import dev.weir.collector.engine.config.Fakes.OtlpReceiver;
import dev.weir.collector.engine.config.Fakes.Protocols;
import dev.weir.collector.engine.config.Fakes.Sizer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which values settings take. Where the Go Collector takes a value, so do we, with the same
/// meaning; it was asked.
class BindingTest {

  @ParameterizedTest
  @CsvSource({
    "5s, PT5S",
    "100ms, PT0.1S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "5, PT0.000000005S",
    "5.5, PT0.000000005S",
    "0, PT0S",
    "+5s, PT5S",
    "1us, PT0.000001S",
    "1\u00b5s, PT0.000001S",
    "null, PT0S"
  })
  void duration_isReadAsGoReadsIt(String text, Duration expected) {
    assertThat(batch("{timeout: " + text + "}").timeout()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"5\"",
        "1d",
        "\"\"",
        "true",
        "[]",
        "5 s",
        "s",
        "1.2.3s",
        "300000h0m10000000000h"
      })
  void whatIsNoDuration_isRefused(String text) {
    assertRefused("processors: {batch: {timeout: " + text + "}}", "duration");
  }

  @ParameterizedTest
  @CsvSource({"0x10, 16", "1e3, 1000", "1.0, 1", "null, 0", "1_000, 1000", "0123, 83"})
  void number_isReadAsGoReadsIt(String text, long expected) {
    assertThat(batch("{send_batch_size: " + text + "}").sendBatchSize()).isEqualTo(expected);
  }

  @Test
  void fraction_isCutWithAWarning() {
    LoadResult result = Configs.load("processors: {batch: {send_batch_size: 1.7}}");

    assertThat(Configs.processor(result, Batch.class).sendBatchSize()).isEqualTo(1);
    assertThat(result.warnings()).hasSize(1);
    assertThat(result.warnings().getFirst().message()).isEqualTo("1.7 is cut to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"100\"", "true", "[]", "{}", "10000000000000000000", ".nan", "1e300"})
  void whatIsNoNumber_isRefused(String text) {
    assertRefused("processors: {batch: {send_batch_size: " + text + "}}", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "1.5", "true", "2020-01-01", "[a]", "{a: b}"})
  void whatIsNoText_isRefused(String text) {
    assertRefused("exporters: {otlp_grpc: {endpoint: " + text + "}}", "a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a | [a]", "'\"a,b\"' | [a, b]", "[a, b] | [a, b]", "[null] | []", "null | []"})
  void listOfTexts_mayBeOneText(String text, String expected) {
    assertThat(batch("{metadata_keys: " + text + "}").metadataKeys()).hasToString(expected);
  }

  @Test
  void optionalSection_isOffWhenAbsentOnWhenEmptyOffWhenDisabled() {
    assertThat(protocols("{grpc: }").http()).isNull();
    assertThat(protocols("{grpc: , http: }").http()).isNotNull();
    assertThat(protocols("{grpc: , http: {enabled: true}}").http()).isNotNull();
    assertThat(protocols("{grpc: , http: {enabled: false, endpoint: x}}").http()).isNull();
  }

  @Test
  void sectionThatIsNothingWithoutSettings_staysOffWhenEmpty() {
    assertThat(protocols("{grpc: {tls: , cors: {}}}").grpc())
        .satisfies(grpc -> {
          assertThat(grpc.server().tls()).isNull();
          assertThat(grpc.server().cors()).isNotNull();
        });
  }

  @Test
  void sectionThatIsOnByDefault_staysSoWhenEmptyAndGoesOffWhenDisabled() {
    assertThat(exporter("{endpoint: x, sending_queue: }").sendingQueue()).isNotNull();
    assertThat(exporter("{endpoint: x, sending_queue: {queue_size: 7}}").sendingQueue())
        .satisfies(queue -> {
          assertThat(queue.queueSize()).isEqualTo(7);
          assertThat(queue.numConsumers()).isEqualTo(10);
        });
    assertThat(exporter("{endpoint: x, sending_queue: {enabled: false}}").sendingQueue()).isNull();
  }

  @Test
  void enabledThatIsNoBoolean_isRefused() {
    assertRefused("exporters: {otlp_grpc: {endpoint: x, sending_queue: {enabled: 'no'}}}", "true");
  }

  @Test
  void inlinedKeys_standAmongTheOthers() {
    assertThat(protocols("{grpc: {endpoint: 'x:1', max_recv_msg_size_mib: 3}}").grpc())
        .satisfies(grpc -> {
          assertThat(grpc.server().endpoint()).isEqualTo("x:1");
          assertThat(grpc.maxRecvMsgSizeMib()).isEqualTo(3);
        });
  }

  @Test
  void headers_mayBeASectionOrAListOfNamesAndValues() {
    assertThat(exporter("{endpoint: x, headers: {1: a, b: null}}").headers())
        .hasToString("{1=[REDACTED], b=[REDACTED]}");
    var headers = exporter("{endpoint: x, headers: [{name: n, value: v}]}").headers();
    assertThat(headers).containsEntry("n", new Secret("v"));
  }

  @Test
  void constants_areTakenInAnyCaseAndUnderFormerNames() {
    assertThat(exporter("{endpoint: x, compression: ZSTD}").compression())
        .isEqualTo(Compression.ZSTD);
    assertThat(exporter("{endpoint: x, compression: ''}").compression())
        .isEqualTo(Compression.NONE);
    assertThat(exporter("{endpoint: x, sending_queue: {sizer: Bytes}}").sendingQueue())
        .satisfies(queue -> assertThat(queue.sizer()).isEqualTo(Sizer.BYTES));
  }

  @ParameterizedTest
  @CsvSource({"-1, DEBUG", "0, INFO", "1, WARN", "'warning', WARN", "5, FATAL"})
  void levelsAreNumbersAsWell(String text, LogsConfig.Level expected) {
    LoadResult result = Configs.load("service: {telemetry: {logs: {level: " + text + "}}}");

    assertThat(result.errors()).isEmpty();
    assertThat(result.config().orElseThrow().service().telemetry().logs().level())
        .isEqualTo(expected);
  }

  @Test
  void numberThatIsNoLevel_isRefused() {
    assertRefused("service: {telemetry: {metrics: {level: 7}}}", "one of none, basic");
  }

  @Test
  void idOfAnotherComponent_isRead() {
    assertThat(exporter("{endpoint: x, sending_queue: {storage: file_storage/a}}").sendingQueue())
        .satisfies(
            queue -> assertThat(queue.storage()).isEqualTo(new ComponentId("file_storage", "a")));
    assertRefused("exporters: {otlp_grpc: {endpoint: x, sending_queue: {storage: 'a/'}}}", "");
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "16KiB, 16384", "1.5MB, 1500000", "'2 mib', 2097152"})
  void byteSize_isRead(String text, long expected) {
    assertThat(batch("{max_held: " + text + "}").maxHeld().bytes()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1XB", "''", "[]"})
  void whatIsNoByteSize_isRefused(String text) {
    assertRefused("processors: {batch: {max_held: " + text + "}}", "");
  }

  @Test
  void secretOfTheWrongKind_isNotShown() {
    LoadResult result =
        Configs.load(
            "exporters:\n  otlp_grpc:\n    endpoint: x\n    headers:\n      key: 123456\n");

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().getFirst().toString())
        .contains("exporters::otlp_grpc::headers::key: is not a text")
        .doesNotContain("123456");
  }

  @Test
  void formerKey_isTakenWithAWarning() {
    LoadResult result = Configs.load("extensions: {health_check: {check_path: /x}}");

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings().getFirst().suggestion()).isEqualTo("write \"path\"");
  }

  @Test
  void keyWithDelimiter_isAPath() {
    assertThat(batch("{}").sendBatchSize()).isEqualTo(8192);
    LoadResult result = Configs.load("\"processors::batch::send_batch_size\": 5");
    assertThat(Configs.processor(result, Batch.class).sendBatchSize()).isEqualTo(5);
  }

  private static Batch batch(String yaml) {
    LoadResult result = Configs.load("processors: {batch: " + yaml + "}");
    assertThat(result.errors()).isEmpty();
    return Configs.processor(result, Batch.class);
  }

  private static OtlpExporter exporter(String yaml) {
    LoadResult result = Configs.load("exporters: {otlp_grpc: " + yaml + "}");
    assertThat(result.errors()).isEmpty();
    return Configs.exporter(result, OtlpExporter.class);
  }

  private static Protocols protocols(String yaml) {
    LoadResult result = Configs.load("receivers: {otlp: {protocols: " + yaml + "}}");
    assertThat(result.errors()).isEmpty();
    var receivers = result.config().orElseThrow().receivers();
    var otlp = (OtlpReceiver) Objects.requireNonNull(receivers.get(new ComponentId("otlp", "")));
    return otlp.protocols();
  }

  private static void assertRefused(String yaml, String expectation) {
    List<Problem> errors = Configs.load(yaml).errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().toString()).contains(expectation);
  }
}
