package dev.weir.benchmarks.rig;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Runs scenarios against Weir and a peer in alternating windows of one run, and prints what each
/// cost side by side. `benchmarks/compare.sh --help` says how it is called.
public final class Compare {
  private static final int DIFFERENT_REQUESTS = 16;
  private static final String HEADER =
      "| scenario | collector | CPU s/M | ratio | items/s | RSS idle / steady / peak MB |"
          + " start s | ack p50 / p99 ms | acknowledged | delivered | refused / failed requests |\n"
          + "|---|---|--:|--:|--:|---|--:|---|--:|--:|---|\n";
  private static final String USAGE =
      """
      compare.sh [options] SCENARIO...
        --weir COMMAND     what starts Weir (default: ./weir)
        --peer BINARY      the other collector; without it Weir is measured alone
        --windows N        windows of each (default 3)
        --window SECONDS   length of a window (default 3; use 60 and more for steady-*)
        --warmup SECONDS   CPU seconds of warm-up (default 10)
        --warmup-time SECONDS  end the warm-up after this time at the latest (default 90)
        --connections N    (default 4)
        --in-flight N      requests at once on each connection (default 4)
        --out FILE         append the table to this file
      Scenarios:\
      """;

  private final Map<String, String> options = new HashMap<>();
  private final List<String> scenarios = new ArrayList<>();

  private Compare(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--") && i + 1 < args.length) {
        options.put(args[i].substring(2), args[++i]);
      } else {
        scenarios.add(args[i]);
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Compare compare = new Compare(args);
    Map<String, Scenario> known = Scenario.all();
    if (compare.scenarios.isEmpty() || !known.keySet().containsAll(compare.scenarios)) {
      System.err.println(USAGE + " " + String.join(" ", known.keySet()));
      System.exit(2);
    }
    System.out.print(HEADER);
    StringBuilder table = new StringBuilder(HEADER);
    for (String name : compare.scenarios) {
      String rows = compare.run(java.util.Objects.requireNonNull(known.get(name)));
      System.out.print(rows);
      table.append(rows);
    }
    compare.write(args, table.toString());
    System.exit(0); // idle connection threads of HTTP clients would keep the process for a while
  }

  private String run(Scenario scenario) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-compare");
    List<byte[]> payloads = payloads(scenario);
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(contender("weir", option("weir", "./weir"), scenario, payloads, folder));
      String peer = options.get("peer");
      if (peer != null) {
        contenders.add(contender("peer", peer, scenario, payloads, folder));
      }
      for (Contender contender : contenders) {
        contender.warmUp(
            number("warmup", 10), Duration.ofSeconds((long) number("warmup-time", 90)));
      }
      for (int i = 0; i < number("windows", 3); i++) {
        for (Contender contender : contenders) {
          contender.measure(Duration.ofMillis((long) (number("window", 3) * 1000)));
        }
      }
      return rows(scenario, contenders);
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private Contender contender(
      String name, String command, Scenario scenario, List<byte[]> payloads, Path folder)
      throws IOException, InterruptedException {
    return new Contender(
        name,
        List.of(command.split(" ", -1)),
        scenario,
        payloads,
        (int) number("connections", 4),
        (int) number("in-flight", 4),
        folder);
  }

  private static String rows(Scenario scenario, List<Contender> contenders) throws IOException {
    double peerCpu =
        median(contenders.getLast().windows.stream().mapToDouble(Contender.Window::cpuPerMillion));
    StringBuilder rows = new StringBuilder();
    for (Contender contender : contenders) {
      double cpu = median(contender.windows.stream().mapToDouble(w -> w.cpuPerMillion()));
      double rate = median(contender.windows.stream().mapToDouble(w -> w.itemsPerSecond()));
      double steady = median(contender.windows.stream().mapToDouble(w -> w.rssMegabytes()));
      double peak = contender.peakRss();
      long acknowledged = contender.acknowledgedItems();
      long delivered = contender.finish();
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.3f | %.2f | %,.0f | %.0f / %.0f / %.0f | %.3f | %.1f / %.1f | %,d |"
                  + " %,d | %d / %d |%n",
              scenario.name(),
              contender.name(),
              cpu,
              cpu / peerCpu,
              rate,
              contender.idleRss,
              steady,
              peak,
              contender.start.toNanos() / 1e9,
              contender.percentileMillis(50),
              contender.percentileMillis(99),
              acknowledged,
              delivered,
              contender.refusedRequests(),
              contender.failedRequests()));
    }
    return rows.toString();
  }

  private static double median(java.util.stream.DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// Requests as they go over the wire; gRPC compresses by itself, HTTP bodies are made here.
  private static List<byte[]> payloads(Scenario scenario) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < DIFFERENT_REQUESTS; i++) {
      byte[] request = Payloads.request(scenario.signal(), scenario.items(), i);
      payloads.add(
          scenario.protocol().equals("grpc")
              ? request
              : body(scenario, scenario.signal(), request));
    }
    return payloads;
  }

  private static byte[] body(Scenario scenario, Signal signal, byte[] request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (scenario.compression()) {
          case "gzip" -> new GZIPOutputStream(body);
          case "zstd" -> new com.github.luben.zstd.ZstdOutputStream(body);
          default -> body;
        }) {
      if (scenario.protocol().equals("json")) {
        OtlpJsonWriter.write(signal, ByteRange.of(request), out);
      } else {
        out.write(request);
      }
    }
    return body.toByteArray();
  }

  private void write(String[] args, String table) throws IOException {
    String file = options.get("out");
    if (file != null) {
      Files.writeString(
          Path.of(file),
          "\n`"
              + environment()
              + "benchmarks/compare.sh "
              + String.join(" ", Arrays.asList(args))
              + "`\n\n"
              + table,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /// Settings of Weir that came by the environment, as they are written before a command.
  static String environment() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("WEIR_JVM_OPTS", "WEIR_PROFILE")) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        text.append(name).append("=\"").append(value).append("\" ");
      }
    }
    return text.toString();
  }

  private String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private double number(String name, double otherwise) {
    String text = options.get(name);
    return text == null ? otherwise : Double.parseDouble(text);
  }
}
