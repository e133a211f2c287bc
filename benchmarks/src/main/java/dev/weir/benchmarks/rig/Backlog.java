package dev.weir.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/// Lets backlogs of growing size pile up in a queue on disk while the sink stalls, then drains
/// them, and prints what an item cost on the way in and on the way out. Flat figures are the aim.
public final class Backlog {
  private static final String HEADER =
      "| spans in the backlog | in: CPU s/M | in: spans/s | out: CPU s/M | out: spans/s |"
          + " RSS before / peak MB | acknowledged | delivered |\n"
          + "|--:|--:|--:|--:|--:|---|--:|--:|\n";
  private static final String USAGE =
      """
      backlog.sh [--out FILE] SPANS...
        puts so many spans (200000 for example) into the queue of an exporter whose sink stalls, then drains it;
        SPANS may be given several times, and the table (appended to FILE) has a row for each
      """;
  private static final int ITEMS = 512;

  private Backlog() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int first = args.length > 1 && args[0].equals("--out") ? 2 : 0;
    if (args.length == first || !args[first].matches("[0-9]+")) {
      System.err.print(USAGE);
      System.exit(2);
    }
    StringBuilder table = new StringBuilder(HEADER);
    System.out.print(HEADER);
    for (int i = first; i < args.length; i++) {
      String row = run(Long.parseLong(args[i]));
      System.out.print(row);
      table.append(row);
    }
    if (first > 0) {
      Files.writeString(
          Path.of(args[1]),
          "\n`benchmarks/backlog.sh " + String.join(" ", args) + "`\n\n" + table,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    System.exit(0);
  }

  private static String run(long spans) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-backlog");
    try (Subject subject = new Subject("./weir", Subject.queued(), folder)) {
      Load load = subject.load(ITEMS, 8, 64, 0);
      subject.warmUp(load, 30);
      subject.awaitDelivery();
      double rss = subject.rss();
      subject.sinkDelay(Sink.NEVER);
      long before = load.acknowledgedItems();
      double cpu = subject.cpuSeconds();
      long begin = System.nanoTime();
      while (load.acknowledgedItems() - before < spans) {
        load.run(Duration.ofMillis(100));
      }
      long items = load.acknowledgedItems() - before;
      double in = subject.cpuSeconds() - cpu;
      double inSeconds = (System.nanoTime() - begin) / 1e9;
      cpu = subject.cpuSeconds();
      begin = System.nanoTime();
      subject.sinkDelay(0);
      subject.awaitDelivery();
      double out = subject.cpuSeconds() - cpu;
      double outSeconds = (System.nanoTime() - begin) / 1e9;
      double peak = subject.peakRss();
      long acknowledged = subject.acknowledged();
      return String.format(
          Locale.ROOT,
          "| %,d | %.2f | %,.0f | %.2f | %,.0f | %.0f / %.0f | %,d | %,d |%n",
          items,
          in / items * 1e6,
          items / inSeconds,
          out / items * 1e6,
          items / outSeconds,
          rss,
          peak,
          acknowledged,
          subject.finish());
    }
  }
}
