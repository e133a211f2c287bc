package dev.weir.collector.exporters.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status.Level;
import dev.weir.collector.exporters.file.FileConfig.Format;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.testkit.ExporterContract;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.MalformedOtlpJsonException;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonRequest;
import dev.weir.otlp.wire.ByteRange;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileExporterTest extends ExporterContract<FileConfig> {
  private static final Path FULL_DEVICE = Path.of("/dev/full");
  private static final String ATTRIBUTE = "fileexporter.path_segment";

  @TempDir Path folder;
  final TestContext context = new TestContext("file");

  FileExporterTest() {
    super(new FileFactory());
  }

  @Override
  protected FileConfig config() {
    return settings().append(true).build();
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("path");
  }

  @Override
  protected long delivered(Signal signal) throws IOException {
    return Files.exists(file()) ? items(file(), signal) : 0;
  }

  @Test
  void config_thatCannotWork_isReported() {
    Settings settings = settings();
    settings.append = true;
    settings.rotation = new RotationConfig(-1, 0, 0, false);
    settings.compression = "gzip";
    settings.flushInterval = Duration.ofSeconds(-1);
    settings.directoryPermissions = "0755";
    settings.groupBy = new GroupByConfig(true, "", 0);
    assertThat(TestProblems.of(settings.build()).settings())
        .containsExactlyInAnyOrder(
            "path",
            "append",
            "compression",
            "flush_interval",
            "directory_permissions",
            "rotation::max_megabytes",
            "group_by::resource_attribute",
            "group_by::max_open_files");
    settings.createDirectory = true;
    settings.directoryPermissions = "rwx";
    assertThat(TestProblems.of(settings.build()).messages())
        .contains("directory_permissions: rwx (expected: an octal number such as 0755)");
  }

  /// The expected lines were written by the Go Collector's file exporter.
  @ParameterizedTest
  @CsvSource({"TRACES, traces", "METRICS, metrics", "LOGS, logs"})
  void json_isALineOfTheCollectors(Signal signal, String name) throws IOException {
    byte[] line = resource(name + "-by-collector.json");
    OtlpJsonRequest request = OtlpJsonReader.read(signal, line);
    send(signal, settings(), Batch.of(signal, request.message(), request.items()));

    assertThat(Files.readString(file())).isEqualTo(new String(line, UTF_8).strip() + "\n");
  }

  @Test
  void severalBatches_areLinesInTheirOrder() throws IOException {
    send(Signal.LOGS, settings(), batch(1), batch(2), batch(3));
    assertThat(Files.readAllLines(file())).hasSize(3);
    assertThat(items(file(), Signal.LOGS)).isEqualTo(6);
  }

  @Test
  void proto_isTheMessageAfterItsLength() throws IOException {
    Settings settings = settings();
    settings.format = Format.PROTO;
    Batch joined = Batch.join(List.of(batch(1), batch(2)), RequestInfo.NONE);
    send(Signal.LOGS, settings, batch(0), joined);

    assertThat(records(file()))
        .containsExactly(batch(0).range().toByteArray(), joined.range().toByteArray());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void compressed_isAFrameAfterItsLength(Format format) throws IOException {
    Settings settings = settings();
    settings.format = format;
    settings.compression = "zstd";
    settings.level = 100;
    send(Signal.LOGS, settings, batch(1), batch(2));

    List<byte[]> records = records(file());
    assertThat(records).hasSize(2);
    byte[] message =
        Compression.ZSTD.decompress(ByteRange.of(records.getFirst()), 1 << 20).toByteArray();
    byte[] protobuf =
        format == Format.PROTO ? message : OtlpJsonReader.read(Signal.LOGS, message).message();
    assertThat(protobuf).startsWith(0x0A);
    assertThat(new String(message, UTF_8)).doesNotEndWith("\n");
  }

  @Test
  void fileThatIsThere_isEmptiedUnlessAppended() throws IOException {
    Files.writeString(file(), "before\n");
    send(Signal.LOGS, settings().append(true), batch(1));
    assertThat(Files.readString(file())).startsWith("before\n{");
    send(Signal.LOGS, settings(), batch(1));
    assertThat(Files.readString(file())).startsWith("{");
  }

  @Test
  void flushInterval_bringsItIntoTheFileWhileRunning() {
    Settings settings = settings();
    settings.flushInterval = Duration.ofMillis(10);
    Exporter exporter = started(Signal.LOGS, settings);
    exporter.consume(batch(1));
    await().untilAsserted(() -> assertThat(items(file(), Signal.LOGS)).isEqualTo(2));
    exporter.shutdown(soon());
  }

  @Test
  void signalsOfOneExporter_shareTheFile() throws IOException {
    Exporter traces = started(Signal.TRACES, settings());
    Exporter logs = started(Signal.LOGS, settings());
    traces.consume(TestData.batch(Signal.TRACES, 1));
    traces.shutdown(soon());
    logs.consume(batch(1));
    logs.shutdown(soon());

    assertThat(items(file(), Signal.TRACES)).isEqualTo(1);
    assertThat(items(file(), Signal.LOGS)).isEqualTo(2);
  }

  @Test
  void pathWithOtherSettings_isNotSharedButRefused() {
    Exporter exporter = started(Signal.LOGS, settings());
    assertThatThrownBy(() -> started(Signal.TRACES, settings().append(true)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file().toString());
    exporter.shutdown(soon());
  }

  @Test
  void rotation_keepsFilesSmallAndOldOnesFew() throws IOException {
    Path old = folder.resolve("data-2020-01-01T00-00-00.000.json");
    Path foreign = folder.resolve("data-other.json");
    Files.writeString(old, "");
    Files.writeString(foreign, "");
    Settings settings = settings();
    settings.rotation = new RotationConfig(1, 0, 2, false);
    byte[] pad = "x".repeat(100_000).getBytes(UTF_8);
    Batch large = TestData.logs(TestData.log(new String(pad, UTF_8)));
    Exporter exporter = started(Signal.LOGS, settings);
    for (int i = 0; i < 55; i++) {
      exporter.consume(large);
    }
    exporter.shutdown(soon());

    List<Path> backups =
        files().filter(path -> path.toString().endsWith("-size.json")).sorted().toList();
    assertThat(backups).hasSize(2);
    assertThat(backups)
        .allSatisfy(backup -> {
          assertThat(backup.getFileName().toString())
              .matches("data-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}-size\\.json");
          assertThat(Files.size(backup)).isBetween(900_000L, 1024L * 1024);
          assertThat(items(backup, Signal.LOGS)).isEqualTo(10);
        });
    assertThat(items(file(), Signal.LOGS)).isEqualTo(5);
    assertThat(old).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void rotation_goesOnWithTheFileThatIsThere() throws IOException {
    Settings settings = settings();
    settings.rotation = RotationConfig.defaults();
    send(Signal.LOGS, settings, batch(1));
    send(Signal.LOGS, settings, batch(2));
    assertThat(items(file(), Signal.LOGS)).isEqualTo(4);
  }

  @Test
  void maxDays_deletesWhatIsOlder() throws IOException {
    Path old = folder.resolve("data-2020-01-01T00-00-00.000-size.json");
    Files.writeString(old, "");
    new Rotation(file(), new RotationConfig(1, 1, 0, true)).deleteOld();
    assertThat(old).doesNotExist();
  }

  /// Somebody puts a folder in the place of the file at the very moment when that was renamed.
  @Test
  void newFileThatCannotBeOpened_isTriedAgainAndNothingGoesIntoTheRenamedOne() throws IOException {
    Rotation obstructed =
        new Rotation(file(), new RotationConfig(1, 0, 0, false)) {
          @Override
          void rename() throws IOException {
            super.rename();
            Files.createDirectory(file());
          }
        };
    OutputFile out = new OutputFile(file(), true, obstructed);
    byte[] line = "x".repeat(600_000).getBytes(UTF_8);
    out.append(record(line));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> out.append(record(line)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Is a directory");
      assertThatThrownBy(out::flush).hasMessageContaining("Is a directory");
    }
    Path backup = files().filter(Files::isRegularFile).findFirst().orElseThrow();
    assertThat(backup).hasSize(600_000);

    Files.delete(file());
    out.append(record(line));
    out.close((signal, items, error) -> {
      throw new AssertionError(error);
    });
    assertThat(file()).hasSize(600_000);
    assertThat(backup).hasSize(600_000);
  }

  private static FileSink.Entry record(byte[] bytes) {
    return new FileSink.Entry("", List.of(ByteBuffer.wrap(bytes)), Signal.LOGS, 1);
  }

  @Test
  void encoding_isAnExtensionThatMustBeThere() {
    Settings settings = settings();
    settings.encoding = ComponentId.parse("otlp_encoding/own");
    assertThatThrownBy(() -> started(Signal.LOGS, settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("extension \"otlp_encoding/own\" is not configured");
    context.extension("otlp_encoding/own", new Extension() {});
    assertThatThrownBy(() -> started(Signal.LOGS, settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is not one that encodes telemetry");
    assertThat(file()).doesNotExist();
  }

  @Test
  void pathThatIsAFolder_isNamedAtStart() {
    Settings settings = settings();
    settings.path = folder.toString();
    assertThatThrownBy(() -> started(Signal.LOGS, settings))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("path: cannot write " + folder + " (Is a directory)");
  }

  @Test
  void fileThatMayNotBeMade_isNamedAtStart() {
    assumeThat(Path.of("/sys/kernel")).isDirectory(); // where nobody makes files, not even root
    Settings settings = settings();
    settings.path = "/sys/kernel/weir.json";
    assertThatThrownBy(() -> started(Signal.LOGS, settings))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("path: cannot write /sys/kernel/weir.json (");
  }

  @Test
  void missingFolder_isNamedAtStart() {
    Settings settings = settings();
    settings.path = folder.resolve("missing/data.json").toString();
    assertThatThrownBy(() -> started(Signal.LOGS, settings))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "path: cannot write "
                + settings.path
                + " (No such file or directory) (create_directory: true makes a missing folder)");
  }

  @Test
  void createDirectory_makesItWithItsPermissions() throws IOException {
    Settings settings = settings();
    settings.path = folder.resolve("made/data.json").toString();
    settings.createDirectory = true;
    settings.directoryPermissions = "0700";
    send(Signal.LOGS, settings, batch(1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))))
        .isEqualTo("rwx------");
  }

  @Test
  void groups_haveFilesOfTheirOwn() throws IOException {
    Settings settings = grouped(1);
    Exporter exporter = started(Signal.LOGS, settings);
    for (int round = 0; round < 3; round++) {
      exporter.consume(logsOf("a"));
      exporter.consume(Batch.join(List.of(logsOf("b/c"), logsOf("a"), batch(1)), RequestInfo.NONE));
    }
    exporter.shutdown(soon());

    assertThat(items(folder.resolve("out/a.json"), Signal.LOGS)).isEqualTo(6);
    assertThat(items(folder.resolve("out/b/c.json"), Signal.LOGS)).isEqualTo(3);
    assertThat(context.losses().items("no_path_segment")).isEqualTo(6);
    assertThat(context.losses().all()).allMatch(loss -> loss.byRule());
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/x/*.json, a, /tmp/x/a.json",
    "/tmp/x/*.json, ../../etc/passwd, /tmp/x/etc/passwd.json",
    "/tmp/x/*.json, /etc/passwd, /tmp/x/etc/passwd.json",
    "/tmp/x/*.json, a/../../b, /tmp/x/b.json",
    "/tmp/x/*, ., /tmp/x/",
    "./*.json, ../../a, a.json",
    "./*.json, /etc/a, etc/a.json",
    "logs-*.json, /../../a, logs-/a.json",
    "logs/*/x.json, a, logs/a/x.json"
  })
  void groupPath_staysInItsFolder(String pattern, String value, String expected) {
    assertThat(GroupPath.of(pattern, value)).isEqualTo(Path.of(expected).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "long"})
  void groupWithoutAPossibleName_isRefusedForGood(String value) {
    Exporter exporter = started(Signal.LOGS, grouped(5));
    String name = value.equals("long") ? "n".repeat(300) : value;
    Batch batch = Batch.join(List.of(logsOf("a"), logsOf(name)), RequestInfo.NONE);
    assertThatThrownBy(() -> exporter.consume(batch)).hasMessageContaining("file name");
    exporter.shutdown(soon());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void fullDisk_isReportedAndWhatIsHeldIsCountedAsLost() {
    assumeThat(FULL_DEVICE).exists();
    Settings settings = settings();
    settings.path = FULL_DEVICE.toString();
    settings.flushInterval = Duration.ofMillis(10);
    Exporter exporter = started(Signal.LOGS, settings);
    exporter.consume(batch(1));
    await()
        .untilAsserted(
            () -> assertThat(context.status().level()).isEqualTo(Level.RECOVERABLE_ERROR));
    Batch large = TestData.logs(TestData.log("x".repeat(100_000)));
    assertThatThrownBy(() -> exporter.consume(large))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessage("cannot write /dev/full (No space left on device)");
    exporter.shutdown(soon());

    assertThat(context.losses().items("write_failed")).isEqualTo(2);
  }

  @Test
  void interruptedSender_leavesTheFileOpenForOthers() throws Exception {
    Exporter exporter = started(Signal.LOGS, settings());
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              try {
                exporter.consume(TestData.logs(TestData.log("x".repeat(100_000))));
              } catch (RetryableRefusal refusal) {
                // As good as not sent.
              }
            });
    sender.join();
    long before = items(file(), Signal.LOGS);
    exporter.consume(batch(1));
    exporter.shutdown(soon());
    assertThat(items(file(), Signal.LOGS)).isEqualTo(before + 2);
  }

  private void send(Signal signal, Settings settings, Batch... batches) {
    Exporter exporter = started(signal, settings);
    for (Batch batch : batches) {
      exporter.consume(batch);
    }
    exporter.shutdown(soon());
  }

  private Exporter started(Signal signal, Settings settings) {
    Exporter exporter = factory.create(settings.build(), signal, context);
    exporter.start();
    return exporter;
  }

  private Path file() {
    return folder.resolve("data.json");
  }

  private Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(files::add);
    }
    return files.stream();
  }

  private static Batch batch(int first) {
    return TestData.batch(Signal.LOGS, 2, first);
  }

  private static Batch logsOf(String segment) {
    return TestData.batch(
        TestData.logsRequest(
            TestData.resource("shop").toBuilder()
                .addAttributes(TestData.attribute(ATTRIBUTE, segment))
                .build(),
            TestData.log("body")));
  }

  /// Items of a signal among the lines of a file; lines of other signals have none of its fields.
  private static long items(Path file, Signal signal) throws IOException {
    long items = 0;
    for (String line : Files.readAllLines(file)) {
      try {
        items += OtlpJsonReader.read(signal, line.getBytes(UTF_8)).items();
      } catch (MalformedOtlpJsonException e) {
        throw new AssertionError(line, e);
      }
    }
    return items;
  }

  private static List<byte[]> records(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (in.available() > 0) {
        records.add(in.readNBytes(in.readInt()));
      }
    }
    return records;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FileExporterTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private Settings grouped(int maxOpenFiles) {
    Settings settings = settings();
    settings.path = folder.resolve("out") + "/*.json";
    settings.groupBy = new GroupByConfig(true, ATTRIBUTE, maxOpenFiles);
    return settings;
  }

  private Settings settings() {
    return new Settings(file().toString());
  }

  /// What a user writes, key by key.
  private static final class Settings {
    String path;
    Format format = Format.JSON;
    @Nullable ComponentId encoding;
    boolean append;
    @Nullable RotationConfig rotation;
    String compression = "";
    int level;
    Duration flushInterval = Duration.ofSeconds(1);
    boolean createDirectory;
    @Nullable String directoryPermissions;
    GroupByConfig groupBy = GroupByConfig.defaults();

    Settings(String path) {
      this.path = path;
    }

    Settings append(boolean append) {
      this.append = append;
      return this;
    }

    FileConfig build() {
      return new FileConfig(
          path,
          format,
          encoding,
          append,
          rotation,
          compression,
          new CompressionParams(level),
          flushInterval,
          createDirectory,
          directoryPermissions,
          groupBy);
    }
  }
}
