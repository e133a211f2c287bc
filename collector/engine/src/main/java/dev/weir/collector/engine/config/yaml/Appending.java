package dev.weir.collector.engine.config.yaml;

import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joining sections as the Go Collector does with `confmap.enableMergeAppendOption`: the lists of
/// components in the service section grow, what is in both stands once, and all other values are
/// replaced as ever.
public final class Appending {
  private static final String SERVICE = "service";
  private static final List<String> GROWING = List.of("receivers", "exporters");

  private Appending() {}

  /// What is to be laid over `first` in place of `second`.
  public static Mapping onto(Mapping first, Mapping second) {
    return mapping(first, second, "");
  }

  private static Mapping mapping(Mapping first, Mapping second, String path) {
    Map<String, Entry> result = new LinkedHashMap<>();
    second
        .entries()
        .forEach((key, entry) -> {
          YamlValue below = first.get(key);
          String at = path.isEmpty() ? key : path + Mappings.DELIMITER + key;
          YamlValue value = below == null ? entry.value() : value(below, entry.value(), at);
          result.put(key, new Entry(entry.key(), value));
        });
    return new Mapping(result, second.position());
  }

  private static YamlValue value(YamlValue first, YamlValue second, String path) {
    if (first instanceof Mapping below && second instanceof Mapping above) {
      return mapping(below, above, path);
    }
    return first instanceof Sequence below && second instanceof Sequence above && grows(path)
        ? new Sequence(joined(below, above), above.position())
        : second;
  }

  /// `service::extensions`, `service::**::receivers` and `service::**::exporters`.
  private static boolean grows(String path) {
    List<String> keys = List.of(path.split(Mappings.DELIMITER, -1));
    return path.equals("service::extensions")
        || (keys.size() > 2 && keys.getFirst().equals(SERVICE) && GROWING.contains(keys.getLast()));
  }

  private static List<YamlValue> joined(Sequence below, Sequence above) {
    List<YamlValue> items = new ArrayList<>(below.items());
    for (YamlValue item : above.items()) {
      if (items.stream().noneMatch(other -> isSame(other, item))) {
        items.add(item);
      }
    }
    return items;
  }

  private static boolean isSame(YamlValue a, YamlValue b) {
    return a instanceof Scalar one && b instanceof Scalar other && one.text().equals(other.text());
  }
}
