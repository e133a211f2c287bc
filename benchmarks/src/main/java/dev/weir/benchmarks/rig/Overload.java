package dev.weir.benchmarks.rig;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Puts a collector into situations that it cannot carry, and prints what became of memory, of what
/// was acknowledged, of latency, and how soon all was well again. `benchmarks/overload.sh --help`
/// says how it is called.
public final class Overload {
  private static final int NORMAL_ITEMS = 512;
  private static final int DIFFERENT_REQUESTS = 16;
  private static final Duration NORMAL = Duration.ofSeconds(5);
  private static final int POLITE_ITEMS = 20;
  private static final int POLITE_REQUESTS_PER_SECOND = 50;
  private static final Duration RECOVERY_STEP = Duration.ofMillis(250);
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

  /// Throughput counts as normal again from this share of what it was before.
  private static final double NORMAL_AGAIN = 0.8;

  private static final String HEADER =
      "| situation | limit MiB | RSS before / peak MB | normal items/s | accepted items/s |"
          + " accepted p50 / p99 ms | refused / failed requests | polite: p50 / p99 ms |"
          + " polite: refused of requests | normal again after s |"
          + " acknowledged | delivered |\n|---|--:|---|--:|--:|---|---|---|---|--:|--:|--:|\n";
  private static final String USAGE =
      """
      overload.sh [options] SITUATION...
        --collector COMMAND  what starts the collector (default: ./weir)
        --limit MIB          limit_mib of the memory limiter (default 300)
        --seconds N          how long the overload lasts (default 20)
        --warmup SECONDS     CPU seconds of warm-up (default 15)
        --out FILE           append the table to this file
      A polite sender, 50 requests of 20 spans a second over a connection of its own, goes on all the while;
      its latency counts from when a request was due.
      Situations:
      """;

  /// One kind of overload.
  ///
  /// @param factor offered load as a multiple of the normal throughput; 0 for closed loop
  /// @param requestsPerSecond fixed rate instead of a factor, or 0
  /// @param sinkDelay milliseconds before the sink answers
  private record Situation(
      String what,
      int items,
      int connections,
      int inFlight,
      double factor,
      double requestsPerSecond,
      long sinkDelay) {}

  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  private Overload(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--") && i + 1 < args.length) {
        options.put(args[i].substring(2), args[++i]);
      } else {
        names.add(args[i]);
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Overload overload = new Overload(args);
    Map<String, Situation> known = situations();
    if (overload.names.equals(List.of("all"))) {
      overload.names.clear();
      overload.names.addAll(known.keySet());
    }
    if (overload.names.isEmpty() || !known.keySet().containsAll(overload.names)) {
      System.err.print(USAGE);
      known.forEach((name, it) -> System.err.printf("  %-12s %s%n", name, it.what()));
      System.exit(2);
    }
    StringBuilder table = new StringBuilder(HEADER);
    System.out.print(HEADER);
    for (String name : overload.names) {
      String row = overload.run(name, java.util.Objects.requireNonNull(known.get(name)));
      System.out.print(row);
      table.append(row);
    }
    overload.write(args, table.toString());
    System.exit(0);
  }

  private static Map<String, Situation> situations() {
    Map<String, Situation> all = new LinkedHashMap<>();
    all.put("twice", new Situation("twice the load it can carry", 512, 8, 64, 2, 0, 0));
    all.put(
        "greedy", new Situation("one sender with 256 requests in flight", 512, 1, 256, 0, 0, 0));
    all.put("sink-50ms", new Situation("a sink that answers after 50 ms", 512, 8, 8, 0, 0, 50));
    all.put("sink-5s", new Situation("a sink that answers after 5 s", 512, 8, 8, 0, 0, 5000));
    all.put("sink-never", new Situation("a sink that stalls", 512, 8, 8, 0, 0, Sink.NEVER));
    all.put("large", new Situation("8192 items a request, sink 5 s", 8192, 4, 4, 0, 0, 5000));
    all.put(
        "tiny",
        new Situation("10,000 tiny requests/s over 1,000 connections", 1, 1000, 1, 0, 10_000, 0));
    all.put(
        "tiny-5s",
        new Situation("the same with a sink that takes 5 s", 1, 1000, 1, 0, 10_000, 5000));
    return all;
  }

  private String run(String name, Situation situation) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-overload");
    try (Subject subject =
        new Subject(option("collector", "./weir"), Subject.limited(limit()), folder)) {
      Load normal = subject.load(NORMAL_ITEMS, 4, 4, 0);
      subject.warmUp(normal, number("warmup", 15));
      double normalRate = rate(normal, NORMAL);
      subject.awaitDelivery();
      double rssBefore = subject.rss();

      double offered =
          situation.factor() > 0
              ? situation.factor() * normalRate
              : situation.requestsPerSecond() * situation.items();
      Load overload =
          subject.load(situation.items(), situation.connections(), situation.inFlight(), offered);
      Load polite =
          subject.load(POLITE_ITEMS, 1, 64, POLITE_ITEMS * (double) POLITE_REQUESTS_PER_SECOND);
      subject.sinkDelay(situation.sinkDelay());
      Duration duration = Duration.ofSeconds((long) number("seconds", 20));
      Thread beside = Thread.ofVirtual().start(() -> runQuietly(polite, duration));
      double accepted = rate(overload, duration);
      beside.join();
      subject.sinkDelay(0);
      double again = secondsUntilNormal(normal, normalRate);
      long acknowledged = subject.acknowledged();
      subject.awaitDelivery();
      double peak = subject.peakRss();
      long delivered = subject.finish();
      return String.format(
          Locale.ROOT,
          "| %s: %s | %d | %.0f / %.0f | %,.0f | %,.0f | %.1f / %.1f | %,d / %,d | %.1f / %.1f | %,d of"
              + " %,d | %s | %,d | %,d |%n",
          name,
          situation.what(),
          limit(),
          rssBefore,
          peak,
          normalRate,
          accepted,
          overload.answerTimes.percentileMillis(50),
          overload.answerTimes.percentileMillis(99),
          overload.refused.sum(),
          overload.failed.sum(),
          polite.latencies.percentileMillis(50),
          polite.latencies.percentileMillis(99),
          polite.refused.sum() + polite.failed.sum(),
          polite.acknowledged.sum() + polite.refused.sum() + polite.failed.sum(),
          again < 0 ? "not in 30" : String.format(Locale.ROOT, "%.2f", again),
          acknowledged,
          delivered);
    }
  }

  /// Items acknowledged a second.
  private static double rate(Load load, Duration duration) throws InterruptedException {
    long before = load.acknowledgedItems();
    long begin = System.nanoTime();
    load.run(duration);
    return (load.acknowledgedItems() - before) / ((System.nanoTime() - begin) / 1e9);
  }

  private static void runQuietly(Load load, Duration duration) {
    try {
      load.run(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How long after the overload a step began that was as fast as before it, or -1.
  private static double secondsUntilNormal(Load normal, double rate) throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < RECOVERY_LIMIT.toNanos()) {
      double at = (System.nanoTime() - begin) / 1e9;
      if (rate(normal, RECOVERY_STEP) >= NORMAL_AGAIN * rate) {
        return at;
      }
    }
    return -1;
  }

  private void write(String[] args, String table) throws IOException {
    String file = options.get("out");
    if (file != null) {
      Files.writeString(
          Path.of(file),
          "\n`"
              + Compare.environment()
              + "benchmarks/overload.sh "
              + String.join(" ", Arrays.asList(args))
              + "`\n\n"
              + table,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private int limit() {
    return (int) number("limit", 300);
  }

  private String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private double number(String name, double otherwise) {
    String text = options.get(name);
    return text == null ? otherwise : Double.parseDouble(text);
  }

  static List<byte[]> payloads(int items) {
    List<byte[]> payloads = new ArrayList<>();
    int different = items > 1000 ? 4 : DIFFERENT_REQUESTS;
    for (int i = 0; i < different; i++) {
      payloads.add(Payloads.request(Signal.TRACES, items, i));
    }
    return payloads;
  }
}
