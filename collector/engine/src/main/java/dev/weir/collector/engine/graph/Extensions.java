package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.StartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The extensions of a graph by name.
final class Extensions {
  private final Map<ComponentId, Extension> byId = new LinkedHashMap<>();

  void add(ComponentId id, Extension extension) {
    byId.put(id, extension);
  }

  <T> T find(ComponentId id, Class<T> kind) {
    Extension found = byId.get(id);
    if (kind.isInstance(found)) {
      return kind.cast(found);
    }
    List<ComponentId> suitable =
        byId.entrySet().stream()
            .filter(entry -> kind.isInstance(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String problem =
        found == null
            ? "there is no extension \"" + id + "\" in service::extensions"
            : "extension \"" + id + "\" is not a " + kind.getSimpleName();
    throw new StartException(problem + " (expected: " + describe(suitable) + ")");
  }

  private static String describe(List<ComponentId> ids) {
    return ids.isEmpty()
        ? "one that is, but there is none"
        : ids.stream().map(ComponentId::toString).collect(Collectors.joining(" or "));
  }
}
