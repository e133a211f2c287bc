package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.bind.Suggestion;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that pipelines are complete and name only what there is.
final class ServiceChecks {
  private static final String PIPELINES = "service::pipelines";

  private final ServiceConfig service;
  private final Map<Kind, Set<ComponentId>> defined;
  private final Mapping root;
  private final ProblemLog log;
  private final LoadOptions options;

  ServiceChecks(
      ServiceConfig service,
      Map<Kind, Set<ComponentId>> defined,
      Mapping root,
      ProblemLog log,
      LoadOptions options) {
    this.service = service;
    this.defined = defined;
    this.root = root;
    this.log = log;
    this.options = options;
  }

  void check() {
    if (checkSections()) {
      return;
    }
    checkAmbiguity(Kind.EXPORTER);
    checkAmbiguity(Kind.RECEIVER);
    references("service::extensions", "extension", service.extensions(), Kind.EXTENSION, null);
    if (service.pipelines().isEmpty() && isEmpty(PIPELINES) && !options.noPipelines()) {
      error(PIPELINES, "service must have at least one pipeline", null);
    }
    service.pipelines().forEach(this::pipeline);
  }

  private boolean checkSections() {
    boolean empty = true;
    for (Kind kind : Kind.values()) {
      empty &= defined(kind).isEmpty() && isEmpty(kind.section());
    }
    if (empty) {
      error(
          "", "empty configuration file", "a first one: receivers, exporters, service::pipelines");
    } else if (!options.noPipelines()) {
      missing(Kind.RECEIVER, "no receiver configuration specified in config");
      missing(Kind.EXPORTER, "no exporter configuration specified in config");
    }
    return empty;
  }

  private void missing(Kind kind, String message) {
    if (defined(kind).isEmpty() && isEmpty(kind.section())) {
      error(kind.section(), message, null);
    }
  }

  /// Whether nothing stands there, not even something that could not be read.
  private boolean isEmpty(String path) {
    YamlValue value = Mappings.at(root, path);
    return value == null
        || value.isNull()
        || (value.plain() instanceof Mapping mapping && mapping.entries().isEmpty());
  }

  private void checkAmbiguity(Kind kind) {
    for (ComponentId id : defined(Kind.CONNECTOR)) {
      if (defined(kind).contains(id)) {
        String other = kind.name().toLowerCase(Locale.ROOT);
        error(
            "connectors::" + id,
            String.format("ambiguous ID: Found both \"%s\" %s and \"%s\" connector", id, other, id),
            "rename the connector, for example to \"" + id + "/connector\"");
      }
    }
  }

  private void pipeline(ComponentId id, PipelineConfig pipeline) {
    String path = PIPELINES + Mappings.DELIMITER + id;
    checkSignal(id, path);
    if (pipeline.receivers().isEmpty()) {
      unlessSuspect(path, "receivers", "must have at least one receiver");
    }
    if (pipeline.exporters().isEmpty()) {
      unlessSuspect(path, "exporters", "must have at least one exporter");
    }
    references(
        path + "::receivers", "receiver", pipeline.receivers(), Kind.RECEIVER, Kind.CONNECTOR);
    references(path + "::processors", "processor", pipeline.processors(), Kind.PROCESSOR, null);
    references(
        path + "::exporters", "exporter", pipeline.exporters(), Kind.EXPORTER, Kind.CONNECTOR);
    Set<ComponentId> seen = new HashSet<>();
    for (ComponentId processor : pipeline.processors()) {
      if (!seen.add(processor)) {
        error(path, "references processor \"" + processor + "\" multiple times", null);
      }
    }
  }

  private void unlessSuspect(String path, String key, String message) {
    if (!log.isSuspect(path + Mappings.DELIMITER + key)) {
      error(path, message, null);
    }
  }

  private void checkSignal(ComponentId id, String path) {
    List<String> known = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      known.add(signal.name().toLowerCase(Locale.ROOT));
    }
    if (!known.contains(id.type())) {
      String hint = Suggestion.sentence(id.type(), known);
      error(
          path,
          "unknown signal \"" + id.type() + "\"",
          hint == null ? "the signals are: " + String.join(", ", known) : hint);
    }
  }

  private void references(
      String path, String what, List<ComponentId> ids, Kind kind, @Nullable Kind orKind) {
    for (int i = 0; i < ids.size(); i++) {
      ComponentId id = ids.get(i);
      if (id == null || defined(kind).contains(id)) {
        continue;
      }
      if (orKind == null || !defined(orKind).contains(id)) {
        error(
            path + Mappings.DELIMITER + i,
            "references " + what + " \"" + id + "\" which is not configured",
            suggestion(id, kind, orKind));
      }
    }
  }

  private @Nullable String suggestion(ComponentId id, Kind kind, @Nullable Kind orKind) {
    List<String> candidates = new ArrayList<>();
    defined(kind).forEach(each -> candidates.add(each.toString()));
    if (orKind != null) {
      defined(orKind).forEach(each -> candidates.add(each.toString()));
    }
    String nearest = Suggestion.sentence(id.toString(), candidates);
    if (nearest != null) {
      return nearest;
    }
    return candidates.isEmpty()
        ? "there are no " + kind.section() + " in this configuration"
        : "configured " + kind.section() + ": " + String.join(", ", candidates);
  }

  private Set<ComponentId> defined(Kind kind) {
    return defined.getOrDefault(kind, Set.of());
  }

  private void error(String path, String message, @Nullable String suggestion) {
    log.add(Problem.error(Mappings.position(root, path), path, message).suggestion(suggestion));
  }
}
