package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.bind.RecordShape;
import dev.weir.collector.engine.config.bind.RecordShape.Setting;
import dev.weir.collector.engine.config.bind.Suggestion;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks that extensions which settings name are there and run. What a component that no pipeline
/// has names is only warned of, since nothing will ask for it.
final class ExtensionChecks {
  private static final String SERVICE_EXTENSIONS = "service::extensions";

  private final CollectorConfig config;
  private final Set<ComponentId> running;
  private final Set<ComponentId> used = new LinkedHashSet<>();
  private final Set<String> configured = new TreeSet<>();
  private final Mapping root;
  private final ProblemLog log;

  ExtensionChecks(CollectorConfig config, Mapping root, ProblemLog log) {
    this.config = config;
    this.running = new LinkedHashSet<>(config.service().extensions());
    this.root = root;
    this.log = log;
    if (Mappings.at(root, Kind.EXTENSION.section()) instanceof Mapping extensions) {
      configured.addAll(extensions.entries().keySet());
    }
    config
        .service()
        .pipelines()
        .values()
        .forEach(pipeline -> {
          used.addAll(pipeline.receivers());
          used.addAll(pipeline.processors());
          used.addAll(pipeline.exporters());
        });
  }

  void check() {
    components(Kind.RECEIVER, config.receivers(), used);
    components(Kind.PROCESSOR, config.processors(), used);
    components(Kind.EXPORTER, config.exporters(), used);
    components(Kind.CONNECTOR, config.connectors(), used);
    components(Kind.EXTENSION, config.extensions(), running);
  }

  private void components(
      Kind kind, Map<ComponentId, ComponentConfig> components, Set<ComponentId> active) {
    components.forEach(
        (id, settings) -> section(settings, join(kind.section(), id), active.contains(id)));
  }

  private void section(ComponentConfig section, String path, boolean isUsed) {
    if (!section.getClass().isRecord() || isOff(section)) {
      return;
    }
    for (Setting setting : RecordShape.of(section.getClass()).settings()) {
      String at = setting.inline() ? path : join(path, setting.key());
      value(setting.of(section), at, setting.namesExtension(), isUsed);
    }
  }

  private void value(@Nullable Object value, String path, boolean isName, boolean isUsed) {
    switch (value) {
      case null -> {}
      case ComponentConfig section -> section(section, path, isUsed);
      case ComponentId id when isName -> reference(id, path, isUsed);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          value(list.get(i), join(path, i), isName, isUsed);
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, element) -> value(element, join(path, key), isName, isUsed));
      default -> {}
    }
  }

  private static boolean isOff(ComponentConfig section) {
    for (Setting setting : RecordShape.of(section.getClass()).settings()) {
      if (setting.key().equals("enabled")) {
        return Boolean.FALSE.equals(setting.of(section));
      }
    }
    return false;
  }

  private void reference(ComponentId id, String path, boolean isUsed) {
    if (running.contains(id)) {
      return;
    }
    String text = "references extension \"" + id + "\" which is not ";
    Problem problem =
        configured.contains(id.toString())
            ? problem(path, text + "in " + SERVICE_EXTENSIONS, isUsed).suggestion(toAdd(id))
            : problem(path, text + "configured", isUsed).suggestion(nearest(id));
    log.add(problem);
  }

  private Problem problem(String path, String message, boolean isUsed) {
    var place = Mappings.position(root, path);
    return isUsed
        ? Problem.error(place, path, message)
        : Problem.warning(place, path, message + "; nothing uses this component");
  }

  private String toAdd(ComponentId id) {
    Set<ComponentId> all = new LinkedHashSet<>(running);
    all.add(id);
    return "write " + SERVICE_EXTENSIONS + ": " + all;
  }

  private String nearest(ComponentId id) {
    String nearest = Suggestion.sentence(id.toString(), configured);
    if (nearest != null) {
      return nearest;
    }
    return configured.isEmpty()
        ? "there are no extensions in this configuration"
        : "configured extensions: " + String.join(", ", configured);
  }

  private static String join(String path, Object key) {
    return path + Mappings.DELIMITER + key;
  }
}
