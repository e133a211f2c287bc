package dev.weir.benchmarks.rig;

import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One load on one configuration, the same for every collector: what is sent, how, and what the
/// collector does with it on the way to its exporters.
final class Scenario {
  private static final String LIMITER =
      "  memory_limiter: {check_interval: 1s, limit_mib: 1500}\n  batch: {}\n";

  private final String name;
  private final Signal signal;
  private final int items;
  private String protocol = "grpc";
  private String compression = "none";
  private String processors = LIMITER;
  private List<String> pipeline = List.of("memory_limiter", "batch");
  private String connectors = "";
  private int exporters = 1;
  private int copies = 1;
  private double keptShare = 1;
  private double itemsPerSecond;

  private Scenario(String name, Signal signal, int items) {
    this.name = name;
    this.signal = signal;
    this.items = items;
  }

  /// What the user asks for.
  String name() {
    return name;
  }

  /// What is sent.
  Signal signal() {
    return signal;
  }

  /// Spans, log records or data points a request.
  int items() {
    return items;
  }

  /// How it is sent: `grpc`, `http` (protobuf) or `json`.
  String protocol() {
    return protocol;
  }

  /// Of requests, and of what the collector exports: `none`, `gzip`, `zstd`.
  String compression() {
    return compression;
  }

  /// How many exporters get every item.
  int copies() {
    return copies;
  }

  /// False if the collector drops some of what it accepts, as it was told.
  boolean keepsAll() {
    return keptShare == 1;
  }

  /// The fixed rate, or 0 for as fast as answers come.
  double itemsPerSecond() {
    return itemsPerSecond;
  }

  /// All scenarios by name.
  static Map<String, Scenario> all() {
    List<Scenario> list = new ArrayList<>();
    addForwarding(list);
    addProcessing(list);
    addOttl(list);
    Map<String, Scenario> all = new TreeMap<>();
    for (Scenario scenario : list) {
      all.put(scenario.name, scenario);
    }
    return all;
  }

  private static void addForwarding(List<Scenario> list) {
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
      for (int items : new int[] {20, 100, 512, 8192}) {
        list.add(new Scenario(signal.key() + "-" + items, signal, items));
      }
    }
    list.add(traces("nobatch-512", 512).through("memory_limiter"));
    for (int items : new int[] {20, 512}) {
      list.add(traces("gzip-" + items, items).compressed("gzip"));
      list.add(traces("zstd-" + items, items).compressed("zstd"));
      list.add(traces("gzip-nobatch-" + items, items).compressed("gzip").through("memory_limiter"));
      list.add(traces("http-" + items, items).over("http"));
      list.add(traces("json-" + items, items).over("json"));
    }
    Scenario fanOut = traces("fanout-512", 512);
    fanOut.exporters = 2;
    fanOut.copies = 2;
    list.add(fanOut);
    list.add(traces("steady-1k", 20).at(1_000));
    list.add(traces("steady-10k", 20).at(10_000));
  }

  private static void addProcessing(List<Scenario> list) {
    list.add(
        traces("attributes-512", 512)
            .processing("attributes: {actions: [{key: env, value: production, action: upsert}]}"));
    list.add(
        traces("resource-512", 512)
            .processing("resource: {attributes: [{key: env, value: production, action: upsert}]}"));
  }

  private static void addOttl(List<Scenario> list) {
    list.add(
        traces("ottl-set-few", 512)
            .transforming(
                "span",
                "set(attributes[\"failed\"], true) where attributes[\"http.response.status_code\"] == 500"));
    list.add(
        traces("ottl-set-all", 512)
            .transforming("span", "set(attributes[\"env\"], \"production\")"));
    list.add(
        logs("ottl-logs-set")
            .transforming(
                "log",
                "set(attributes[\"alert\"], true) where severity_number >= SEVERITY_NUMBER_WARN"));
    list.add(
        logs("ottl-logs-rename")
            .transforming(
                "log",
                rename("http.request.method", "http.method"),
                rename("http.response.status_code", "http.status_code"),
                rename("client.address", "net.peer.ip"),
                rename("code.function.name", "code.function")));
    list.add(
        traces("ottl-filter-spans", 512)
            .keeping(0.02)
            .processing(
                "filter: {traces: {span: ['attributes[\"http.response.status_code\"] == 200']}}"));
    list.add(
        logs("ottl-filter-severity")
            .keeping(0.2)
            .processing(
                "filter: {logs: {log_record: ['severity_number < SEVERITY_NUMBER_WARN']}}"));
    list.add(
        logs("ottl-filter-regex")
            .keeping(0.03)
            .processing(
                "filter: {logs: {log_record: ['severity_number < SEVERITY_NUMBER_WARN or not"
                    + " IsMatch(body, \"after (8[0-9][0-9]|7[6-9][0-9]) ms\")']}}"));
    list.add(traces("ottl-routing", 512).routing("shop-0", "shop-1", "shop-2"));
  }

  private static String rename(String from, String to) {
    String key = "attributes[\"" + from + "\"]";
    return "set(attributes[\""
        + to
        + "\"], "
        + key
        + ") where "
        + key
        + " != nil', '"
        + "delete_key(attributes, \""
        + from
        + "\")";
  }

  private static Scenario traces(String name, int items) {
    return new Scenario(name, Signal.TRACES, items);
  }

  private static Scenario logs(String name) {
    return new Scenario(name, Signal.LOGS, 512);
  }

  private Scenario compressed(String compression) {
    this.compression = compression;
    return this;
  }

  private Scenario over(String protocol) {
    this.protocol = protocol;
    return this;
  }

  private Scenario at(double itemsPerSecond) {
    this.itemsPerSecond = itemsPerSecond;
    return this;
  }

  private Scenario keeping(double share) {
    keptShare = share;
    return this;
  }

  private Scenario through(String... pipeline) {
    this.pipeline = List.of(pipeline);
    return this;
  }

  /// Puts one processor, given as a line of YAML, between limiter and batch.
  private Scenario processing(String yaml) {
    processors = LIMITER + "  " + yaml + "\n";
    return through("memory_limiter", yaml.substring(0, yaml.indexOf(':')), "batch");
  }

  private Scenario transforming(String context, String... statements) {
    String section = signal == Signal.TRACES ? "trace" : "log";
    return processing(
        "transform: {"
            + section
            + "_statements: [{context: "
            + context
            + ", statements: ['"
            + String.join("', '", statements)
            + "']}]}");
  }

  /// By `service.namespace` to an exporter each.
  private Scenario routing(String... namespaces) {
    exporters = namespaces.length;
    StringBuilder table = new StringBuilder("connectors:\n  routing:\n    table:\n");
    for (int i = 1; i <= exporters; i++) {
      table
          .append("      - {context: resource, condition: 'attributes[\"service.namespace\"] == \"")
          .append(namespaces[i - 1])
          .append("\"', pipelines: [" + signal.key() + "/" + i + "]}\n");
    }
    connectors = table.toString();
    return this;
  }

  /// The configuration, in the Go Collector's own YAML.
  String configuration(int grpcPort, int httpPort, int metricsPort, int sinkPort) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("receivers:\n  otlp:\n    protocols:\n")
        .append("      grpc: {endpoint: 127.0.0.1:" + grpcPort + ", max_recv_msg_size_mib: 64}\n")
        .append("      http: {endpoint: 127.0.0.1:" + httpPort + "}\n")
        .append("processors:\n" + processors + connectors + "exporters:\n");
    List<String> names =
        IntStream.rangeClosed(1, exporters).mapToObj(i -> "otlp_grpc/" + i).toList();
    for (String id : names) {
      yaml.append("  " + id + ":\n    endpoint: 127.0.0.1:" + sinkPort + "\n")
          .append("    compression: " + compression + "\n    tls: {insecure: true}\n");
    }
    yaml.append("service:\n  telemetry:\n    metrics:\n      readers:\n")
        .append("        - pull: {exporter: {prometheus: {host: 127.0.0.1, port: " + metricsPort)
        .append("}}}\n  pipelines:\n");
    if (connectors.isEmpty()) {
      pipeline(yaml, signal.key(), "otlp", pipeline, names);
    } else {
      pipeline(yaml, signal.key(), "otlp", List.of("memory_limiter"), List.of("routing"));
      for (int i = 1; i <= exporters; i++) {
        List<String> exporter = List.of("otlp_grpc/" + i);
        pipeline(yaml, signal.key() + "/" + i, "routing", List.of("batch"), exporter);
      }
    }
    return yaml.toString();
  }

  private static void pipeline(
      StringBuilder yaml,
      String id,
      String receiver,
      List<String> processors,
      List<String> exporters) {
    yaml.append("    " + id + ":\n      receivers: [" + receiver + "]\n")
        .append("      processors: " + processors + "\n      exporters: " + exporters + "\n");
  }
}
