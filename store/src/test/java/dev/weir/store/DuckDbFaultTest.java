package dev.weir.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.otlp.Signal;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store on disk does when things go wrong.
final class DuckDbFaultTest {
  private static final int KILLS = Integer.getInteger("weir.kills", 4);

  @TempDir Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void aKilledProcess_losesNothingThatWasCommitted() throws Exception {
    Random random = new Random(1);
    List<Integer> committed = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int first = kill * 1_000_000;
      Process writer = writer(first);
      try (BufferedReader lines = writer.inputReader(UTF_8)) {
        int toRead = 20 + random.nextInt(300);
        String line = lines.readLine();
        for (int i = 0; line != null; i++) {
          committed.add(Integer.parseInt(line));
          if (i == toRead) {
            writer.toHandle().destroyForcibly();
          }
          line = lines.readLine();
        }
      }
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
      try (TelemetryStore store = open(DuckDbStoreTest.config(folder))) {
        Map<Integer, Long> found = numbers(store);
        assertThat(found.keySet()).containsAll(committed);
        assertThat(found.values()).allMatch(count -> count == Numbered.RECORDS);
      }
    }
    assertThat(committed.size()).isGreaterThan(20 * KILLS);
    assertThat(warnings).isEmpty();
  }

  @Test
  void damagedSlices_areSetAsideAndTheOthersAnswer() throws Exception {
    fillSlices(3);
    List<Path> slices = slices();
    damage(slices.get(0).resolve("index.duckdb"));
    damage(slices.get(1).resolve("slice.meta"));
    try (TelemetryStore store = open(DuckDbStoreTest.config(folder))) {
      assertThat(numbers(store).keySet()).containsExactly(2);
      assertThat(store.stats().quarantined())
          .hasSize(2)
          .allSatisfy(path -> assertThat(path).isDirectory());
      store.append(Signal.LOGS, Numbered.logs(3)).awaitCommitted();
      assertThat(numbers(store).keySet()).containsExactly(2, 3);
    }
    assertThat(warnings).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aTruncatedBlock_isNotedAndItsSliceSetAside() throws Exception {
    fillSlices(2);
    Path blocks = slices().getFirst().resolve("blocks.otlp");
    try (RandomAccessFile file = new RandomAccessFile(blocks.toFile(), "rw")) {
      file.setLength(file.length() - 1);
    }
    try (TelemetryStore store = open(DuckDbStoreTest.config(folder))) {
      assertThat(numbers(store).keySet()).containsExactly(1);
      assertThat(store.stats().quarantined()).hasSize(1);
    }
  }

  @Test
  void aSecondStoreInTheFolder_isRefused() {
    try (TelemetryStore _ = open(DuckDbStoreTest.config(folder))) {
      assertThatThrownBy(() -> open(DuckDbStoreTest.config(folder)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is used by another process")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aNewerSchema_isRefusedWithBothVersions() throws Exception {
    fillSlices(1);
    version(slices().getFirst(), 7);
    assertThatThrownBy(() -> open(DuckDbStoreTest.config(folder)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("schema version 7")
        .hasMessageContaining("at most 3");
  }

  @Test
  void anOlderSchema_isReadAndFollowedByASliceOfThePresentOne() throws Exception {
    unpackVersion1();
    StoreConfig config = DuckDbStoreTest.config(folder).withMaxAge(Duration.ofDays(36_500));
    for (int opening = 0; opening < 2; opening++) {
      try (TelemetryStore store = open(config)) {
        store.append(Signal.LOGS, Numbered.logs(10 + opening)).awaitCommitted();
        assertThat(numbers(store).keySet()).contains(0, 1, 10 + opening);
        assertThat(numbers(store).values()).allMatch(count -> count == Numbered.RECORDS);
      }
    }
    assertThat(warnings).isEmpty();
    assertThat(slices()).hasSize(2);
  }

  @Test
  void aSliceWithoutSizes_isReadBesideNewOnes_andItsRowsCanBeMadeAgain() throws Exception {
    unpackVersion1();
    Path old = slices().getFirst();
    Files.delete(old.resolve("index.duckdb"));
    withoutSizes(old);
    StoreConfig config = DuckDbStoreTest.config(folder).withMaxAge(Duration.ofDays(36_500));
    try (TelemetryStore store = open(config)) {
      store.append(Signal.LOGS, Numbered.logs(2)).awaitCommitted();
      assertThat(numbers(store).keySet()).containsExactly(0, 1, 2);
      assertThat(numbers(store, new Measure.CountIf(new Expr.Exists(Expr.field(Intrinsic.SIZE)))))
          .containsEntry(0, 0L)
          .containsEntry(2, (long) Numbered.RECORDS);
    }
    assertThat(slices()).hasSize(2);
  }

  @Test
  void withoutRoom_theStoreRefusesAndSaysWhy() throws Exception {
    try (TelemetryStore store =
        open(DuckDbStoreTest.config(folder).withReservedBytes(Long.MAX_VALUE))) {
      Receipt receipt = store.append(Signal.LOGS, Numbered.logs(1));
      assertThatThrownBy(receipt::awaitCommitted)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is full");
      assertThat(store.stats().problem()).contains("is full");
      assertThatThrownBy(() -> store.append(Signal.LOGS, Numbered.logs(2)))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(numbers(store).keySet()).containsExactly(1);
    }
  }

  @Test
  void aFullDisk_recovers() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString()), "may mount");
    try {
      StoreConfig config =
          DuckDbStoreTest.config(disk.resolve("store")).withReservedBytes(16 << 20);
      try (TelemetryStore store = open(config)) {
        store.append(Signal.LOGS, Numbered.logs(1)).awaitCommitted();
        Path hog = disk.resolve("hog");
        Files.write(hog, new byte[40 << 20]);
        Receipt waiting = store.append(Signal.LOGS, Numbered.logs(2));
        assertThatThrownBy(waiting::awaitCommitted).isInstanceOf(StoreUnavailableException.class);
        Files.delete(hog);
        await().untilAsserted(() -> assertThat(store.stats().problem()).isNull());
        store.append(Signal.LOGS, Numbered.logs(3)).awaitCommitted();
        assertThat(numbers(store).keySet()).containsExactly(1, 2, 3);
      }
      try (TelemetryStore store = open(config)) {
        assertThat(numbers(store).keySet()).containsExactly(1, 2, 3);
      }
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void aClockThatGoesBack_andItemsFromTheFuture_areKept() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T00:00:00Z"));
    StoreConfig config = DuckDbStoreTest.config(folder).withClock(now::get);
    try (TelemetryStore store = open(config)) {
      store.append(Signal.LOGS, Numbered.logs(1)).awaitCommitted();
      long arrival = store.awaitArrival(Signal.LOGS, 0, Duration.ZERO);
      now.set(Instant.parse("2020-01-01T00:00:00Z"));
      long year2100 = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() * Telemetry.SECOND;
      store.append(Signal.LOGS, Numbered.logs(2, year2100)).awaitCommitted();
      store.append(Signal.LOGS, Numbered.logs(3, -1)).awaitCommitted();
      assertThat(store.awaitArrival(Signal.LOGS, arrival, Duration.ofSeconds(30)))
          .isGreaterThan(arrival);
      store.retain();
      assertThat(numbers(store).keySet()).containsExactly(1, 2, 3);
    }
    now.set(Instant.parse("2019-01-01T00:00:00Z"));
    try (TelemetryStore store = open(config)) {
      store.append(Signal.LOGS, Numbered.logs(4)).awaitCommitted();
      assertThat(numbers(store).keySet()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void oldSlices_go() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T00:00:00Z"));
    StoreConfig config =
        DuckDbStoreTest.config(folder).withClock(now::get).withMaxAge(Duration.ofDays(8));
    try (TelemetryStore store = open(config)) {
      store.append(Signal.LOGS, Numbered.logs(1)).awaitCommitted();
      now.set(Instant.parse("2026-05-03T00:00:00Z"));
      await().until(() -> sealed() == 1);
      store.append(Signal.LOGS, Numbered.logs(2)).awaitCommitted();
      now.set(Instant.parse("2026-05-10T00:00:00Z"));
      await().untilAsserted(() -> assertThat(numbers(store).keySet()).containsExactly(2));
      assertThat(store.stats().removedSlices()).isEqualTo(1);
      assertThat(slices()).hasSize(1);
    }
  }

  @Test
  void whatIsTooMuch_goesOldestFirst() throws Exception {
    fillSlices(4);
    try (TelemetryStore store =
        open(DuckDbStoreTest.config(folder).withMaxBytes(bytes() * 5 / 8))) {
      store.retain();
      assertThat(numbers(store).keySet()).doesNotContain(0).contains(3);
      assertThat(store.stats().bytes()).isLessThanOrEqualTo(store.stats().maxBytes());
    }
  }

  @Test
  void aReopenedStore_goesOnInTheSameSlice() throws Exception {
    for (int number = 0; number < 3; number++) {
      try (TelemetryStore store = open(DuckDbStoreTest.config(folder))) {
        store.append(Signal.LOGS, Numbered.logs(number));
      }
    }
    assertThat(slices()).hasSize(1);
    try (TelemetryStore store = open(DuckDbStoreTest.config(folder))) {
      assertThat(numbers(store).keySet()).containsExactly(0, 1, 2);
    }
  }

  private TelemetryStore open(StoreConfig config) {
    return Stores.open(config, warnings::add);
  }

  /// Slices with one batch each, numbered from 0.
  private void fillSlices(int count) throws Exception {
    for (int number = 0; number < count; number++) {
      try (TelemetryStore store =
          open(DuckDbStoreTest.config(folder).withSlices(1, Duration.ofDays(1)))) {
        store.append(Signal.LOGS, Numbered.logs(number)).awaitCommitted();
        int expected = number + 1;
        await()
            .until(() -> store.stats().signals().get(Signal.LOGS) != null && sealed() == expected);
      }
    }
  }

  private long sealed() throws IOException {
    long sealed = 0;
    for (Path slice : slices()) {
      byte[] meta = Files.readAllBytes(slice.resolve("slice.meta"));
      sealed += meta[12];
    }
    return sealed;
  }

  private List<Path> slices() throws IOException {
    try (Stream<Path> paths = Files.list(folder.resolve("logs"))) {
      return paths.sorted().toList();
    }
  }

  private long bytes() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("logs"))) {
      return paths.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[(int) Math.min(bytes.length(), 20_000) - 20];
      new Random(2).nextBytes(noise);
      bytes.seek(20);
      bytes.write(noise);
    }
  }

  /// A slice of log records that the first version wrote, of the batches 0 and 1.
  private void unpackVersion1() throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(
            Objects.requireNonNull(getClass().getResourceAsStream("schema-version-1.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  private static void version(Path slice, int version) throws IOException {
    try (RandomAccessFile meta = new RandomAccessFile(slice.resolve("slice.meta").toFile(), "rw")) {
      meta.seek(4);
      meta.writeInt(version);
    }
  }

  /// An index as the first version made it, of which nothing was flushed yet.
  private static void withoutSizes(Path slice) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:duckdb:" + slice.resolve("index.duckdb"));
        var statement = connection.createStatement()) {
      for (String table :
          List.of(
              "items (seq BIGINT, ref BIGINT, rid INTEGER, sid INTEGER, t BIGINT, observed BIGINT,"
                  + " th BIGINT, tl BIGINT, sp BIGINT, severity INTEGER, severity_text VARCHAR,"
                  + " body VARCHAR, json BOOLEAN, event VARCHAR, p_exception VARCHAR, p_route"
                  + " VARCHAR, attrs MAP(INTEGER, VARCHAR))",
              "resources (id INTEGER, service VARCHAR, attrs MAP(INTEGER, VARCHAR))",
              "scopes (id INTEGER, name VARCHAR, version VARCHAR, attrs MAP(INTEGER, VARCHAR))",
              "progress (block INTEGER)")) {
        statement.execute("CREATE TABLE " + table);
      }
    }
  }

  private static Map<Integer, Long> numbers(TelemetryStore store) {
    return numbers(store, new Measure.Count());
  }

  private static Map<Integer, Long> numbers(TelemetryStore store, Measure measure) {
    Map<Integer, Long> numbers = new TreeMap<>();
    for (Group group :
        store
            .aggregate(
                new AggregateRequest(
                    Signal.LOGS,
                    TimeRange.ALL,
                    Expr.TRUE,
                    List.of(Numbered.NUMBER),
                    0,
                    List.of(measure),
                    1_000_000,
                    StoreContract.TIMEOUT))
            .groups()) {
      Double count = group.values().getFirst();
      if (count != null && group.keys().getFirst() instanceof Value.Int(long number)) {
        numbers.put((int) number, count.longValue());
      }
    }
    return numbers;
  }

  private Process writer(int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KillWriter.class.getName(),
            folder.toString(),
            Integer.toString(first))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
