package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.bind.Binder;
import dev.weir.collector.engine.config.bind.Suggestion;
import dev.weir.collector.engine.config.bind.Validation;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the settings of all components and of the service, and checks them together.
final class ConfigBinder {
  private static final String SERVICE = "service";

  private final ComponentFactories factories;
  private final Mapping root;
  private final ProblemLog log;
  private final LoadOptions options;
  private final Binder binder;
  private final Validation validation;
  private final Map<Kind, Set<ComponentId>> defined = new EnumMap<>(Kind.class);

  ConfigBinder(ComponentFactories factories, Mapping root, ProblemLog log, LoadOptions options) {
    this.options = options;
    this.factories = factories;
    this.root = root;
    this.log = log;
    this.binder = new Binder(log);
    this.validation = new Validation(root, log);
  }

  CollectorConfig bind() {
    reportUnknownSections();
    var config =
        new CollectorConfig(
            components(Kind.RECEIVER),
            components(Kind.PROCESSOR),
            components(Kind.EXPORTER),
            components(Kind.CONNECTOR),
            components(Kind.EXTENSION),
            service());
    new ServiceChecks(config.service(), defined, root, log, options).check();
    new ExtensionChecks(config, root, log).check();
    return config;
  }

  private void reportUnknownSections() {
    List<String> known = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      known.add(kind.section());
    }
    known.add(SERVICE);
    root.entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            String hint = Suggestion.sentence(key, known);
            log.add(
                Problem.error(entry.key(), key, "unknown section")
                    .suggestion(hint == null ? "there are: " + String.join(", ", known) : hint));
          }
        });
  }

  private Map<ComponentId, ComponentConfig> components(Kind kind) {
    Set<ComponentId> ids = new LinkedHashSet<>();
    defined.put(kind, ids);
    YamlValue section = root.get(kind.section());
    if (section == null || section.isNull()) {
      return Map.of();
    }
    if (!(section.plain() instanceof Mapping mapping)) {
      log.add(
          Problem.error(section.position(), kind.section(), "")
              .value(section.describe())
              .expectation("a section of components"));
      return Map.of();
    }
    Map<ComponentId, ComponentConfig> result = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
      String path = kind.section() + Mappings.DELIMITER + each.getKey();
      ComponentId id = id(each, path);
      if (id != null && !ids.add(id)) {
        log.add(Problem.error(each.getValue().key(), path, "duplicate name \"" + id + "\""));
      } else if (id != null) {
        ComponentConfig config = component(kind, id, each.getValue(), path);
        if (config != null) {
          result.put(id, config);
        }
      }
    }
    return Collections.unmodifiableMap(result);
  }

  private @Nullable ComponentId id(Map.Entry<String, Entry> entry, String path) {
    try {
      return ComponentId.parse(entry.getKey());
    } catch (IllegalArgumentException e) {
      log.add(Problem.error(entry.getValue().key(), path, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private @Nullable ComponentConfig component(Kind kind, ComponentId id, Entry entry, String path) {
    ComponentFactory<?> factory = factories.find(kind, id.type());
    if (factory == null) {
      log.add(new UnknownType(factories).problem(kind, id, entry.key(), path));
      return null;
    }
    ComponentConfig config = binder.bind(factory.defaultConfig(), entry.value(), path);
    validation.validate(config, path);
    return config;
  }

  private ServiceConfig service() {
    YamlValue section = root.get(SERVICE);
    ServiceConfig defaults = ServiceConfig.defaults();
    ServiceConfig service = section == null ? defaults : binder.bind(defaults, section, SERVICE);
    validation.validate(service, SERVICE);
    return service;
  }
}
