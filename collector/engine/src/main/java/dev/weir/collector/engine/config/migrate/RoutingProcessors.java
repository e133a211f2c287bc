package dev.weir.collector.engine.config.migrate;

import static dev.weir.collector.engine.config.migrate.Paths.join;

import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.migrate.RoutingTable.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the routing processor of former versions, which sent to exporters, as the routing
/// connector, which sends to pipelines.
///
/// A pipeline with the processor ends in the connector where the processor stood; what stood behind
/// it got nothing before, either. For each list of exporters in the table there is a new pipeline
/// of the signal, which begins with the connector and has these exporters.
final class RoutingProcessors {
  private static final String PIPELINES = "service::pipelines";

  private final Document document;
  private final Components components;
  private final Map<String, Set<String>> exportersOfSignals = new HashMap<>();
  private final Set<String> exportersInUse = new HashSet<>();

  RoutingProcessors(Document document) {
    this.document = document;
    this.components = new Components(document);
    for (String pipeline : document.keys(PIPELINES)) {
      Set<String> exporters = items(join(join(PIPELINES, pipeline), "exporters"));
      exportersInUse.addAll(exporters);
      exportersOfSignals
          .computeIfAbsent(Components.type(pipeline), signal -> new HashSet<>())
          .addAll(exporters);
    }
  }

  /// Replaces all of them. Those whose table is not complete stay, with what is missing said.
  void apply() {
    for (String id : components.ids(Kind.PROCESSOR, "routing")) {
      RoutingTable table = RoutingTable.read(document, join("processors", id));
      if (table != null) {
        replace(id, table);
      }
    }
  }

  private void replace(String id, RoutingTable table) {
    String connector = components.free(Kind.CONNECTOR, id, "routing");
    List<String> ending = pipelinesWith(id);
    Set<String> signals =
        ending.stream().map(Components::type).collect(Collectors.toCollection(LinkedHashSet::new));
    var targets = new Targets(connector, signals);
    String yaml = connector(table, targets);
    document.tell(
        table.path(),
        "the routing processor was removed, its work is done by the routing connector",
        ending.isEmpty()
            ? "leave it out; no pipeline has it"
            : "%s end in the connector \"%s\", which leads to %s; \"weir migrate\" writes it"
                .formatted(ending, connector, targets.pipelines.keySet()));
    if (!ending.isEmpty()) {
      String origin = table.path();
      if (table.byHeader() && table.hasValues()) {
        ending.forEach(this::keepHeaders);
      }
      document.put(join("connectors", connector), yaml, origin);
      ending.forEach(pipeline -> endIn(connector, pipeline, id));
      targets.pipelines.forEach((pipeline, exporters) ->
          document.put(
              join(PIPELINES, pipeline),
              "receivers: " + list(Set.of(connector)) + "\nexporters: " + list(exporters),
              origin));
    }
    components.remove(Kind.PROCESSOR, id);
  }

  private List<String> pipelinesWith(String processor) {
    return document.keys(PIPELINES).stream()
        .filter(key -> items(join(join(PIPELINES, key), "processors")).contains(processor))
        .toList();
  }

  /// The processor read the headers of every gRPC request.
  private void keepHeaders(String pipeline) {
    for (String receiver : items(join(join(PIPELINES, pipeline), "receivers"))) {
      String protocols = join(join("receivers", receiver), "protocols");
      String grpc = join(protocols, "grpc");
      String path = join(grpc, "include_metadata");
      boolean isOtlp = Components.type(receiver).equals("otlp");
      if (isOtlp && document.keys(protocols).contains("grpc") && !document.has(path)) {
        document.tell(
            grpc,
            "headers are needed for routing, and kept where it is asked for",
            "write \"include_metadata: true\"");
        document.put(path, "true", grpc);
      }
    }
  }

  /// Takes the processor and what stands behind it out of a pipeline, which then ends in the
  /// connector.
  private void endIn(String connector, String pipeline, String processor) {
    String path = join(PIPELINES, pipeline);
    String processors = join(path, "processors");
    int at = List.copyOf(items(processors)).indexOf(processor);
    for (int i = document.size(processors) - 1; i >= at; i--) {
      document.remove(join(processors, Integer.toString(i)));
    }
    String exporters = join(path, "exporters");
    for (int i = document.size(exporters) - 1; i > 0; i--) {
      document.remove(join(exporters, Integer.toString(i)));
    }
    if (document.size(exporters) == 0) {
      document.put(exporters, "[" + connector + "]", path);
    } else {
      document.put(join(exporters, "0"), connector, join(exporters, "0"));
    }
  }

  private static String connector(RoutingTable table, Targets targets) {
    var yaml = new StringBuilder();
    Set<String> defaults = targets.of(table.defaultExporters());
    if (!defaults.isEmpty()) {
      yaml.append("default_pipelines: ").append(list(defaults)).append('\n');
    }
    if (!table.errorMode().isEmpty() || table.hasStatements()) {
      String mode = table.errorMode().isEmpty() ? "propagate" : table.errorMode();
      yaml.append("error_mode: ").append(mode).append('\n');
    }
    if (table.hasStatements()) {
      yaml.append("match_once: false\n");
    }
    yaml.append("table:\n");
    for (Route route : table.routes()) {
      Set<String> pipelines = targets.of(route.exporters());
      if (!pipelines.isEmpty()) {
        yaml.append("  - ").append(rule(table, route)).append('\n');
        yaml.append("    pipelines: ").append(list(pipelines)).append('\n');
      }
    }
    return yaml.toString();
  }

  private static String rule(RoutingTable table, Route route) {
    if (route.isStatement()) {
      return "statement: " + quoted(route.statement().replaceAll("\\s*\n\\s*", " "));
    }
    String name = literal(table.attribute());
    String value = literal(route.value());
    if (table.byHeader()) {
      return "context: request\n    condition: "
          + quoted("request[%s] == %s".formatted(name, value));
    }
    String condition = "resource.attributes[%s] == %s".formatted(name, value);
    return table.drop()
        ? "statement: "
            + quoted("delete_key(resource.attributes, %s) where %s".formatted(name, condition))
        : "condition: " + quoted(condition);
  }

  private Set<String> items(String list) {
    Set<String> items = new LinkedHashSet<>();
    for (int i = 0; i < document.size(list); i++) {
      String text = document.text(join(list, Integer.toString(i)));
      items.add(text == null ? "" : text);
    }
    return items;
  }

  private static String list(Set<String> ids) {
    return ids.stream()
        .map(id -> id.matches("[\\w/.-]+") ? id : quoted(id))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// A string of the transformation language.
  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// The pipelines behind a connector.
  private final class Targets {
    private final String connector;
    private final Set<String> signals;

    /// The exporters of each, by the pipeline's id.
    private final Map<String, Set<String>> pipelines = new LinkedHashMap<>();

    Targets(String connector, Set<String> signals) {
      this.connector = connector;
      this.signals = signals;
    }

    /// The pipelines with these exporters, one for each signal. As before, an exporter that no
    /// pipeline of a signal names is not used for that signal.
    Set<String> of(Set<String> exporters) {
      Set<String> ids = new LinkedHashSet<>();
      for (String signal : signals) {
        Set<String> usable = new LinkedHashSet<>(exporters);
        usable.removeIf(exporter -> !isFor(signal, exporter));
        if (!usable.isEmpty()) {
          ids.add(pipeline(signal, usable));
        }
      }
      return ids;
    }

    private boolean isFor(String signal, String exporter) {
      return !exportersInUse.contains(exporter)
          || exportersOfSignals.getOrDefault(signal, Set.of()).contains(exporter);
    }

    private String pipeline(String signal, Set<String> exporters) {
      List<String> names = new ArrayList<>(List.of(signal, connector));
      names.add(String.join("-", exporters));
      String id = String.join("/", names);
      while (document.has(join(PIPELINES, id))
          || !pipelines.getOrDefault(id, exporters).equals(exporters)) {
        id += "_";
      }
      pipelines.put(id, exporters);
      return id;
    }
  }
}
