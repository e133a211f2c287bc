package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;

/// Brings configurations of earlier years up to date.
public final class Migration {

  private Migration() {}

  /// The text of a configuration in today's form.
  ///
  /// @param text comments, order and what did not change are as they were
  /// @param changes what was changed, at its place in the text before; errors are what has to be
  ///   changed by hand
  public record Migrated(String text, List<Problem> changes) {}

  /// Brings values that were read up to date, with a warning for each change.
  public static Mapping migrate(Mapping root, ComponentFactories factories, ProblemLog log) {
    var document = new TreeDocument(root, log);
    new Rules(document).apply();
    for (Kind kind : Kind.values()) {
      for (String id : document.keys(kind.section())) {
        tellFormer(document, kind, id, factories);
      }
    }
    return document.root();
  }

  private static void tellFormer(
      Document document, Kind kind, String id, ComponentFactories factories) {
    ComponentFactory<?> factory = factories.find(kind, Components.type(id));
    if (factory != null && factory.formerTypes().contains(Components.type(id))) {
      document.tell(
          Paths.join(kind.section(), id),
          "\"" + Components.type(id) + "\" is now called \"" + factory.type() + "\"",
          "both work; \"weir migrate\" renames it");
    }
  }

  /// Writes a configuration in today's form.
  ///
  /// @throws YamlException when the text is not YAML
  public static Migrated migrate(Source source, ComponentFactories factories) throws YamlException {
    var log = new ProblemLog();
    if (YamlReader.read(source) instanceof Mapping root) {
      migrate(root, factories, log);
    }
    var document = new TextDocument(source);
    new Rules(document).apply();
    var components = new Components(document);
    for (Kind kind : Kind.values()) {
      for (String id : document.keys(kind.section())) {
        rename(components, kind, id, factories);
      }
    }
    document.problems().forEach(log::add);
    List<Problem> changes = new ArrayList<>(log.errors());
    changes.addAll(log.warnings());
    return new Migrated(document.text(), changes);
  }

  private static void rename(
      Components components, Kind kind, String id, ComponentFactories factories) {
    ComponentFactory<?> factory = factories.find(kind, Components.type(id));
    if (factory != null && !factory.type().equals(Components.type(id))) {
      components.rename(kind, id, components.free(kind, id, factory.type()));
    }
  }
}
