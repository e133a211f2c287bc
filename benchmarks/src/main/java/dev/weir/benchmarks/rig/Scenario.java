package dev.weir.benchmarks.rig;

import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One load on one configuration, the same for every collector.
///
/// @param name what the user asks for
/// @param signal what is sent
/// @param items spans, log records or data points a request
/// @param protocol how it is sent: `grpc`, `http` (protobuf) or `json`
/// @param compression of requests: `none`, `gzip`, `zstd`
/// @param outCompression of what the collector exports
/// @param processors YAML of the `processors` section, indented by two
/// @param pipeline the pipeline's processors
/// @param exporters how many exporters get everything
/// @param itemsPerSecond the fixed rate, or 0 for as fast as answers come
record Scenario(
    String name,
    Signal signal,
    int items,
    String protocol,
    String compression,
    String outCompression,
    String processors,
    List<String> pipeline,
    int exporters,
    double itemsPerSecond) {

  private static final String LIMITER =
      "  memory_limiter: {check_interval: 1s, limit_mib: 1500}\n  batch: {}\n";
  private static final String ATTRIBUTES =
      LIMITER + "  attributes: {actions: [{key: env, value: production, action: upsert}]}\n";
  private static final String RESOURCE =
      LIMITER + "  resource: {attributes: [{key: env, value: production, action: upsert}]}\n";
  private static final List<String> BATCH = List.of("memory_limiter", "batch");

  /// All scenarios by name.
  static Map<String, Scenario> all() {
    Map<String, Scenario> all = new TreeMap<>();
    for (Scenario scenario : list()) {
      all.put(scenario.name, scenario);
    }
    return all;
  }

  private static List<Scenario> list() {
    List<Scenario> list = new ArrayList<>();
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
      for (int items : new int[] {20, 100, 512, 8192}) {
        list.add(forward(signal.key() + "-" + items, signal, items));
      }
    }
    Scenario base = forward("base", Signal.TRACES, 512);
    list.add(base.named("nobatch-512").with(LIMITER, List.of("memory_limiter")));
    for (int items : new int[] {20, 512}) {
      Scenario sized = forward("x", Signal.TRACES, items);
      list.add(sized.named("gzip-" + items).compressed("gzip", "gzip"));
      list.add(sized.named("zstd-" + items).compressed("zstd", "zstd"));
      list.add(
          sized
              .named("gzip-nobatch-" + items)
              .compressed("gzip", "gzip")
              .with(LIMITER, List.of("memory_limiter")));
      list.add(sized.named("http-" + items).over("http"));
      list.add(sized.named("json-" + items).over("json"));
    }
    list.add(base.named("fanout-512").exporting(2));
    list.add(
        base.named("attributes-512")
            .with(ATTRIBUTES, List.of("memory_limiter", "attributes", "batch")));
    list.add(
        base.named("resource-512").with(RESOURCE, List.of("memory_limiter", "resource", "batch")));
    Scenario small = forward("x", Signal.TRACES, 20);
    list.add(small.named("steady-1k").at(1_000));
    list.add(small.named("steady-10k").at(10_000));
    return list;
  }

  private static Scenario forward(String name, Signal signal, int items) {
    return new Scenario(name, signal, items, "grpc", "none", "none", LIMITER, BATCH, 1, 0);
  }

  private Scenario named(String name) {
    return new Scenario(
        name,
        signal,
        items,
        protocol,
        compression,
        outCompression,
        processors,
        pipeline,
        exporters,
        itemsPerSecond);
  }

  private Scenario compressed(String in, String out) {
    return new Scenario(
        name, signal, items, protocol, in, out, processors, pipeline, exporters, itemsPerSecond);
  }

  private Scenario over(String protocol) {
    return new Scenario(
        name,
        signal,
        items,
        protocol,
        compression,
        outCompression,
        processors,
        pipeline,
        exporters,
        itemsPerSecond);
  }

  private Scenario with(String processors, List<String> pipeline) {
    return new Scenario(
        name,
        signal,
        items,
        protocol,
        compression,
        outCompression,
        processors,
        pipeline,
        exporters,
        itemsPerSecond);
  }

  private Scenario exporting(int exporters) {
    return new Scenario(
        name,
        signal,
        items,
        protocol,
        compression,
        outCompression,
        processors,
        pipeline,
        exporters,
        itemsPerSecond);
  }

  private Scenario at(double itemsPerSecond) {
    return new Scenario(
        name,
        signal,
        items,
        protocol,
        compression,
        outCompression,
        processors,
        pipeline,
        exporters,
        itemsPerSecond);
  }

  /// The configuration, in the Go Collector's own YAML.
  String configuration(int grpcPort, int httpPort, int metricsPort, int sinkPort) {
    List<String> names = new ArrayList<>();
    StringBuilder yaml = new StringBuilder();
    yaml.append("receivers:\n  otlp:\n    protocols:\n")
        .append("      grpc: {endpoint: 127.0.0.1:" + grpcPort + ", max_recv_msg_size_mib: 64}\n")
        .append("      http: {endpoint: 127.0.0.1:" + httpPort + "}\n")
        .append("processors:\n")
        .append(processors)
        .append("exporters:\n");
    for (int i = 1; i <= exporters; i++) {
      String id = "otlp_grpc/" + i;
      names.add(id);
      yaml.append("  " + id + ":\n    endpoint: 127.0.0.1:" + sinkPort + "\n")
          .append("    compression: " + outCompression + "\n    tls: {insecure: true}\n");
    }
    return yaml.append("service:\n  telemetry:\n    metrics:\n      readers:\n")
        .append("        - pull: {exporter: {prometheus: {host: 127.0.0.1, port: ")
        .append(metricsPort)
        .append("}}}\n  pipelines:\n    " + signal.key() + ":\n      receivers: [otlp]\n")
        .append("      processors: " + pipeline + "\n      exporters: " + names + "\n")
        .toString();
  }
}
