package dev.weir.collector.engine.config;

import dev.weir.collector.engine.config.expand.Expander;
import dev.weir.collector.engine.config.expand.Providers;
import dev.weir.collector.engine.config.expand.RetrieveException;
import dev.weir.collector.engine.config.migrate.Migration;
import dev.weir.collector.engine.config.yaml.Appending;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads configurations: fetches, merges, expands, brings up to date, binds, checks.
public final class ConfigLoader {
  private final ComponentFactories factories;
  private final Providers providers;
  private final LoadOptions options;
  private final ProblemLog log = new ProblemLog();

  private ConfigLoader(ComponentFactories factories, Environment environment, LoadOptions options) {
    this.factories = factories;
    this.options = options;
    this.providers = new Providers(environment);
  }

  /// Reads a configuration. Never throws because of what the user wrote.
  ///
  /// @param uris where from, merged from left to right: a path, or `file:`, `env:`, `yaml:`,
  ///   `http:`, `https:`
  /// @param sets single settings that go above all others, as `a.b=value`
  public static LoadResult load(
      List<String> uris, List<String> sets, ComponentFactories factories, Environment environment) {
    return load(uris, sets, factories, environment, LoadOptions.DEFAULT);
  }

  /// The same, read otherwise than by default.
  public static LoadResult load(
      List<String> uris,
      List<String> sets,
      ComponentFactories factories,
      Environment environment,
      LoadOptions options) {
    return new ConfigLoader(factories, environment, options).load(uris, sets);
  }

  private LoadResult load(List<String> uris, List<String> sets) {
    Mapping merged = Mapping.empty(Position.UNKNOWN);
    for (String uri : uris) {
      merged = lay(merged, fetch(uri));
    }
    for (String set : sets) {
      merged = lay(merged, set(set));
    }
    if (uris.isEmpty() && sets.isEmpty()) {
      log.add(Problem.error(Position.UNKNOWN, "", "at least one config flag must be provided"));
    }
    if (log.hasErrors()) {
      return result(null, merged);
    }
    Mapping expanded = new Expander(providers, log).expand(merged);
    Mapping current = Migration.migrate(Mappings.unflatten(expanded), factories, log);
    CollectorConfig config = new ConfigBinder(factories, current, log, options).bind();
    return result(config, current);
  }

  private Mapping lay(Mapping below, Mapping above) {
    return Mappings.merge(below, options.appendLists() ? Appending.onto(below, above) : above);
  }

  private LoadResult result(@Nullable CollectorConfig config, Mapping root) {
    return new LoadResult(
        log.hasErrors() ? Optional.empty() : Optional.ofNullable(config),
        log.errors(),
        log.warnings(),
        path -> Mappings.position(root, path));
  }

  private Mapping fetch(String uri) {
    try {
      return read(providers.fetch(uri));
    } catch (RetrieveException e) {
      var place = new Position(new Source(uri, ""), 0, 0);
      log.add(Problem.error(place, "", e.message()).suggestion(e.hint()));
      return Mapping.empty(Position.UNKNOWN);
    }
  }

  private Mapping set(String set) {
    int at = set.indexOf('=');
    var source = new Source("--set " + set, "");
    if (at < 0) {
      log.add(
          Problem.error(new Position(source, 0, 0), "", "missing equal sign")
              .suggestion("write --set processors.batch.timeout=2s"));
      return Mapping.empty(Position.UNKNOWN);
    }
    String key = set.substring(0, at).strip().replace(".", Mappings.DELIMITER);
    String text = key + ": " + set.substring(at + 1).strip();
    return read(new Source(source.name(), text));
  }

  private Mapping read(Source source) {
    try {
      YamlValue value = YamlReader.read(source);
      if (value instanceof Mapping mapping) {
        return Mappings.unflatten(mapping);
      }
      if (!value.isNull()) {
        log.add(
            Problem.error(value.position(), "", "cannot be used as a configuration")
                .value(value.describe())
                .expectation("sections such as receivers, exporters and service"));
      }
    } catch (YamlException e) {
      log.add(e);
    }
    return Mapping.empty(new Position(source, 0, 0));
  }
}
