package dev.weir.benchmarks.store;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreStats;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Comparison;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Order;
import dev.weir.store.query.Scope;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Prints what the store costs: speed of appending per core (process time of the processor, without
/// that of making the load), bytes on disk, times of questions, alone and beside a writer.
///
/// Arguments: a folder for the store, then what to do, in this order:
///
/// | argument | does |
/// |---|---|
/// | `spans=10` | appends so many million spans, spread over ten hours, so that an hour is a tenth |
/// | `questions` | asks of these |
/// | `beside` | searches while spans are appended as fast as it goes |
/// | `clean` | removes everything |
/// | `keys=1`, `logs=1`, `points=5` | append so many million, and remove them afterwards |
public final class StoreBenchmark {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long HOUR = 3_600_000_000_000L;
  private static final long MILLION = 1_000_000;
  private static final int QUESTIONS = 12;

  private final Path folder;

  private StoreBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("StoreBenchmark FOLDER PART...");
      System.exit(2);
    }
    StoreBenchmark benchmark = new StoreBenchmark(Path.of(arguments[0]));
    for (String part : List.of(arguments).subList(1, arguments.length)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      double millions = equals < 0 ? 0 : Double.parseDouble(part.substring(equals + 1));
      benchmark.run(name, (long) (millions * MILLION));
    }
  }

  private void run(String part, long count) throws Exception {
    switch (part) {
      case "spans" -> spans(count);
      case "questions" -> questions();
      case "beside" -> besideWriter();
      case "clean" -> clean();
      case "keys" -> manyKeys(count);
      case "logs" -> logs(count);
      case "points" -> points(count);
      default -> throw new IllegalArgumentException(part + " (expected: a part, see the sources)");
    }
  }

  private void spans(long count) throws Exception {
    StoreLoad load = new StoreLoad(false, 10 * HOUR / Math.max(1, count));
    try (TelemetryStore store = open()) {
      append("spans, 10 attributes", store, Signal.TRACES, count, load::spans, StoreLoad.BATCH);
    }
    size("span", count);
  }

  private void manyKeys(long count) throws Exception {
    StoreLoad load = new StoreLoad(true, HOUR / Math.max(1, count));
    try (TelemetryStore store = open()) {
      append("spans, 364 distinct keys", store, Signal.TRACES, count, load::spans, StoreLoad.BATCH);
    }
    size("span", count);
    clean();
  }

  private void logs(long count) throws Exception {
    StoreLoad load = new StoreLoad(false, HOUR / Math.max(1, count));
    try (TelemetryStore store = open()) {
      append("log records", store, Signal.LOGS, count, load::logs, StoreLoad.BATCH);
    }
    size("log record", count);
    try (TelemetryStore store = open()) {
      Expr filter = new Expr.Contains(Expr.field(Intrinsic.BODY), "refused for order 77", false);
      SearchRequest request =
          new SearchRequest(
              Signal.LOGS,
              all(store, Signal.LOGS),
              filter,
              List.of(Expr.field(Intrinsic.BODY)),
              List.of(Order.NEWEST_FIRST),
              100,
              TIMEOUT);
      time("substring in " + count + " bodies", () -> store.search(request));
    }
    clean();
  }

  private void points(long count) throws Exception {
    StoreLoad load = new StoreLoad(false, 0);
    try (TelemetryStore store = open()) {
      append("metric points", store, Signal.METRICS, count, load::points, 500);
    }
    size("point", count);
    clean();
  }

  private void append(
      String name,
      TelemetryStore store,
      Signal signal,
      long count,
      Supplier<ByteRange> load,
      int batch)
      throws InterruptedException {
    long cpu = PROCESS.getProcessCpuTime();
    long wall = System.nanoTime();
    long making = 0;
    for (long sent = 0; sent < count; sent += batch) {
      long before = THREADS.getCurrentThreadCpuTime();
      ByteRange request = load.get();
      making += THREADS.getCurrentThreadCpuTime() - before;
      if (sent + batch >= count) {
        store.append(signal, request).awaitCommitted();
      } else {
        store.append(signal, request);
      }
    }
    store.close();
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu - making) / 1e9;
    System.out.printf(
        "append %s: %,.0f/s per core, %.2f us of processor each; %,.0f/s by the clock%n",
        name, count / cpuSeconds, cpuSeconds * 1e6 / count, count / wallSeconds);
  }

  private void size(String item, long count) throws IOException {
    long blocks = bytes("blocks.otlp");
    long index = bytes("index.duckdb");
    System.out.printf(
        "on disk: %.1f B/%s (blocks %.1f, index %.1f)%n",
        (double) (blocks + index) / count, item, (double) blocks / count, (double) index / count);
  }

  private void questions() throws Exception {
    try (TelemetryStore store = open()) {
      TimeRange all = all(store, Signal.TRACES);
      Iterator<String> traces = someTraces(store, all).iterator();
      time("trace by id", () -> store.trace(traces.next()));
      time("search service + attribute + duration, an hour", () -> store.search(search()));
      time("newest 100 spans of all", () -> store.search(newest(all)));
      time("group by attribute, p50/p95/p99, all", () -> store.aggregate(group(all)));
    }
  }

  /// Traces from all of the time.
  private static List<String> someTraces(TelemetryStore store, TimeRange all) {
    List<String> traces = new ArrayList<>();
    long part = (all.to() - all.from()) / QUESTIONS;
    for (int i = 0; i < QUESTIONS; i++) {
      TimeRange range = new TimeRange(all.from() + i * part, all.from() + (i + 1) * part);
      Expr id = Expr.field(Intrinsic.TRACE_ID);
      SearchRequest one =
          new SearchRequest(Signal.TRACES, range, Expr.TRUE, List.of(id), List.of(), 1, TIMEOUT);
      if (store.search(one).rows().getFirst().values().getFirst() instanceof Value.Text(String t)) {
        traces.add(t);
      }
    }
    return traces;
  }

  private void besideWriter() throws Exception {
    try (TelemetryStore store = open()) {
      StoreLoad load = new StoreLoad(false, 1_000_000);
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                while (!stop.get()) {
                  store.append(Signal.TRACES, load.spans());
                }
              });
      TimeRange recent = new TimeRange(StoreLoad.START, StoreLoad.START + HOUR);
      SearchRequest search =
          new SearchRequest(
              Signal.TRACES, recent, filter(), List.of(), List.of(Order.NEWEST_FIRST), 20, TIMEOUT);
      times("search an hour beside a writer at full speed", 200, () -> store.search(search));
      stop.set(true);
      writer.join();
    }
  }

  private static Expr filter() {
    return Expr.and(
        Expr.equal(Expr.field(Intrinsic.SERVICE), "service-7"),
        Expr.equal(Expr.attribute(Scope.SPAN, "user.id"), "cust_77"),
        Expr.compare(Expr.field(Intrinsic.DURATION), Comparison.GT, Expr.literal(1_000_000L)));
  }

  private static SearchRequest search() {
    return new SearchRequest(
        Signal.TRACES,
        new TimeRange(StoreLoad.START + 4 * HOUR, StoreLoad.START + 5 * HOUR),
        filter(),
        List.of(Expr.field(Intrinsic.NAME), Expr.attribute(Scope.SPAN, "url.path")),
        List.of(Order.NEWEST_FIRST),
        100,
        TIMEOUT);
  }

  private static SearchRequest newest(TimeRange all) {
    return new SearchRequest(
        Signal.TRACES,
        all,
        Expr.TRUE,
        List.of(Expr.field(Intrinsic.TRACE_ID), Expr.field(Intrinsic.NAME)),
        List.of(Order.NEWEST_FIRST),
        100,
        TIMEOUT);
  }

  private static AggregateRequest group(TimeRange all) {
    Expr duration = Expr.field(Intrinsic.DURATION);
    return new AggregateRequest(
        Signal.TRACES,
        all,
        Expr.TRUE,
        List.of(Expr.attribute(Scope.SPAN, "network.protocol.version")),
        0,
        List.of(
            new Measure.Count(),
            new Measure.Quantile(duration, 0.5),
            new Measure.Quantile(duration, 0.95),
            new Measure.Quantile(duration, 0.99)),
        100,
        TIMEOUT);
  }

  private static TimeRange all(TelemetryStore store, Signal signal) {
    StoreStats.SignalStats stats = requireNonNull(store.stats().signals().get(signal));
    return new TimeRange(stats.oldest(), stats.newest() + 1);
  }

  private static void time(String name, Callable<?> question) throws Exception {
    times(name, QUESTIONS, question);
  }

  private static void times(String name, int count, Callable<?> question) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      question.call();
      times.add(System.nanoTime() - start);
    }
    long first = times.getFirst();
    Collections.sort(times);
    System.out.printf(
        "%s: p50 %.1f ms, p99 %.1f ms, first %.1f ms%n",
        name,
        times.get(times.size() / 2) / 1e6,
        times.get((int) Math.ceil(times.size() * 0.99) - 1) / 1e6,
        first / 1e6);
  }

  private TelemetryStore open() throws IOException {
    Files.createDirectories(folder);
    return Stores.open(
        StoreConfig.of(folder).withMaxBytes(1L << 40).withMaxAge(Duration.ofDays(36_500)),
        System.err::println);
  }

  private long bytes(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private void clean() throws IOException {
    try (TelemetryStore store = open()) {
      store.delete(java.util.EnumSet.of(Signal.TRACES, Signal.METRICS, Signal.LOGS), TimeRange.ALL);
    }
  }
}
