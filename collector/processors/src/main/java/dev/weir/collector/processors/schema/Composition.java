package dev.weir.collector.processors.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Renames one after the other as one: `a` to `b` and `b` to `c` is `a` to `c`.
final class Composition {
  private final Map<String, Renames.Rename> byOrigin = new LinkedHashMap<>();

  void then(String from, String to, boolean keep) {
    byOrigin.replaceAll((origin, known) ->
        known.to().equals(from) ? new Renames.Rename(origin, to, known.keep() || keep) : known);
    byOrigin.putIfAbsent(from, new Renames.Rename(from, to, keep));
  }

  Renames renames() {
    List<Renames.Rename> all = new ArrayList<>(byOrigin.values());
    all.removeIf(rename -> rename.from().equals(rename.to()));
    return new Renames(all);
  }
}
