package dev.weir.collector.engine.config.yaml;

import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joining sections, as the Go Collector does.
public final class Mappings {
  /// Joins the keys of a path.
  public static final String DELIMITER = "::";

  private Mappings() {}

  /// The first with the second laid over it: sections are merged, everything else is replaced, also
  /// by nothing.
  public static Mapping merge(Mapping first, Mapping second) {
    if (first.entries().isEmpty()) {
      return second;
    }
    var result = new LinkedHashMap<>(first.entries());
    second.entries().forEach((key, entry) -> lay(result, key, entry));
    return new Mapping(result, first.position());
  }

  private static void lay(Map<String, Entry> below, String key, Entry entry) {
    Entry other = below.get(key);
    if (other != null
        && other.value() instanceof Mapping first
        && entry.value() instanceof Mapping second) {
      below.put(key, new Entry(other.key(), merge(first, second)));
    } else {
      below.put(key, entry);
    }
  }

  /// The same with keys such as `a::b` taken apart: `a::b: 1` means `a: {b: 1}`. Sections inside
  /// lists are left alone.
  public static Mapping unflatten(Mapping mapping) {
    if (!needsUnflatten(mapping)) {
      return mapping;
    }
    var result = Mapping.empty(mapping.position());
    for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
      Entry entry = each.getValue();
      YamlValue value = entry.value() instanceof Mapping inner ? unflatten(inner) : entry.value();
      result = merge(result, nest(each.getKey(), new Entry(entry.key(), value)));
    }
    return result;
  }

  private static boolean needsUnflatten(Mapping mapping) {
    for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
      if (each.getKey().contains(DELIMITER)
          || (each.getValue().value() instanceof Mapping inner && needsUnflatten(inner))) {
        return true;
      }
    }
    return false;
  }

  private static Mapping nest(String key, Entry entry) {
    int at = key.indexOf(DELIMITER);
    if (at < 0) {
      return new Mapping(Map.of(key, entry), entry.key());
    }
    Mapping inner = nest(key.substring(at + DELIMITER.length()), entry);
    return new Mapping(Map.of(key.substring(0, at), new Entry(entry.key(), inner)), entry.key());
  }

  /// What stands at a path such as `service::pipelines::traces::exporters::0`, or null.
  public static @Nullable YamlValue at(YamlValue root, String path) {
    YamlValue current = root;
    for (String key : path.split(DELIMITER, -1)) {
      current = path.isEmpty() ? current : step(current, key);
      if (current == null) {
        return null;
      }
    }
    return current;
  }

  /// The place of a path, or of the longest part of it that there is.
  public static Position position(YamlValue root, String path) {
    YamlValue current = root;
    Position found = root.position();
    if (path.isEmpty()) {
      return found;
    }
    for (String key : path.split(DELIMITER, -1)) {
      Entry entry = current.plain() instanceof Mapping mapping ? mapping.entries().get(key) : null;
      YamlValue next = entry == null ? step(current, key) : entry.value();
      if (next == null) {
        return found;
      }
      found = entry == null ? next.position() : place(entry);
      current = next;
    }
    return found;
  }

  /// Where to point to: at the value when it is a single one, at the key otherwise.
  private static Position place(Entry entry) {
    YamlValue value = entry.value();
    boolean single = value instanceof YamlValue.Scalar && !value.isNull();
    return single || value instanceof YamlValue.Expanded ? value.position() : entry.key();
  }

  private static @Nullable YamlValue step(YamlValue value, String key) {
    YamlValue plain = value.plain();
    if (plain instanceof Mapping mapping) {
      return mapping.get(key);
    }
    return plain instanceof YamlValue.Sequence sequence ? item(sequence, key) : null;
  }

  private static @Nullable YamlValue item(YamlValue.Sequence sequence, String key) {
    try {
      int index = Integer.parseInt(key);
      return index >= 0 && index < sequence.items().size() ? sequence.items().get(index) : null;
    } catch (NumberFormatException notAnIndex) {
      return null;
    }
  }
}
