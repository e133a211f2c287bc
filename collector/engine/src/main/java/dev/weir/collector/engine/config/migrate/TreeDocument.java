package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A configuration as values. What a rule puts stands, for messages, where it came from.
final class TreeDocument implements Document {
  private final ProblemLog log;
  private Mapping root;

  TreeDocument(Mapping root, ProblemLog log) {
    this.root = root;
    this.log = log;
  }

  Mapping root() {
    return root;
  }

  @Override
  public @Nullable YamlValue at(String path) {
    return Mappings.at(root, path);
  }

  @Override
  public List<String> keys(String path) {
    YamlValue value = at(path);
    return value != null && value.plain() instanceof Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of();
  }

  @Override
  public void rename(String path, String key) {
    Paths paths = Paths.split(path);
    change(
        paths.parent(),
        section -> {
          var renamed = new LinkedHashMap<String, Entry>();
          ((Mapping) section)
              .entries()
              .forEach((old, entry) -> renamed.put(old.equals(paths.key()) ? key : old, entry));
          return new Mapping(renamed, section.position());
        });
  }

  @Override
  public void put(String path, String yaml, String origin) {
    Position position = Mappings.position(root, origin);
    try {
      YamlValue value = YamlReader.read(new Source(position.source().name(), yaml));
      set(path, moved(value, position), position);
    } catch (YamlException e) {
      throw new IllegalStateException("a rule wrote what is not YAML: " + yaml, e);
    }
  }

  @Override
  public void move(String from, String to) {
    YamlValue value = at(from);
    if (value != null) {
      Position position = Mappings.position(root, from);
      remove(from);
      set(to, value, position);
    }
  }

  private void set(String path, YamlValue value, Position position) {
    Paths paths = Paths.split(path);
    change(
        paths.parent(),
        section ->
            switch (section) {
              case Sequence list -> withItem(list, Integer.parseInt(paths.key()), value);
              case Mapping mapping -> mapping.with(paths.key(), new Entry(position, value));
              default ->
                  Mapping.empty(section.position()).with(paths.key(), new Entry(position, value));
            });
  }

  @Override
  public void remove(String path) {
    Paths paths = Paths.split(path);
    change(
        paths.parent(),
        section ->
            section instanceof Sequence list
                ? withItem(list, Integer.parseInt(paths.key()), null)
                : ((Mapping) section).without(paths.key()));
  }

  @Override
  public void tell(String path, String message, String newForm) {
    log.add(Problem.warning(keyPosition(path), path, message).suggestion(newForm));
  }

  @Override
  public void refuse(String path, String message, String expected) {
    log.add(Problem.error(Mappings.position(root, path), path, message).expectation(expected));
  }

  private Position keyPosition(String path) {
    Paths paths = Paths.split(path);
    YamlValue parent = at(paths.parent());
    Entry entry =
        parent != null && parent.plain() instanceof Mapping mapping
            ? mapping.entries().get(paths.key())
            : null;
    return entry == null ? Mappings.position(root, path) : entry.key();
  }

  private static Sequence withItem(Sequence list, int index, @Nullable YamlValue value) {
    List<YamlValue> items = new ArrayList<>(list.items());
    if (value == null) {
      items.remove(index);
    } else {
      items.set(index, value);
    }
    return new Sequence(items, list.position());
  }

  private void change(String path, UnaryOperator<YamlValue> change) {
    List<String> keys = path.isEmpty() ? List.of() : List.of(path.split(Mappings.DELIMITER, -1));
    root = (Mapping) change(root, keys, change);
  }

  private static YamlValue change(
      YamlValue value, List<String> keys, UnaryOperator<YamlValue> change) {
    if (keys.isEmpty()) {
      return change.apply(value.plain());
    }
    String key = keys.getFirst();
    List<String> rest = keys.subList(1, keys.size());
    return switch (value.plain()) {
      case Sequence list -> {
        int index = Integer.parseInt(key);
        yield withItem(list, index, change(list.items().get(index), rest, change));
      }
      case Mapping mapping -> {
        Entry entry = mapping.entries().get(key);
        Position position = entry == null ? mapping.position() : entry.key();
        YamlValue inner = entry == null ? Mapping.empty(position) : entry.value();
        yield mapping.with(key, new Entry(position, change(inner, rest, change)));
      }
      default -> {
        Mapping made = Mapping.empty(value.position());
        yield made.with(key, new Entry(value.position(), change(made, rest, change)));
      }
    };
  }

  /// The same value, but standing elsewhere.
  private static YamlValue moved(YamlValue value, Position position) {
    return switch (value) {
      case Scalar scalar -> new Scalar(scalar.value(), scalar.text(), position);
      case Sequence list ->
          new Sequence(list.items().stream().map(item -> moved(item, position)).toList(), position);
      case Mapping mapping -> {
        var entries = new LinkedHashMap<String, Entry>();
        mapping
            .entries()
            .forEach((key, entry) ->
                entries.put(key, new Entry(position, moved(entry.value(), position))));
        yield new Mapping(entries, position);
      }
      case YamlValue.Expanded expanded -> expanded;
    };
  }
}
