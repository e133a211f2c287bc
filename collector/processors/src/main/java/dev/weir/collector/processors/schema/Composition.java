package dev.weir.collector.processors.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Renames one after the other as one: `a` to `b` and `b` to `c` is `a` to `c`, beside which `b`
/// stays if the second rename keeps it.
final class Composition {
  private final Map<String, Renames.Rename> byOrigin = new LinkedHashMap<>();

  void then(String from, String to, boolean keep) {
    byOrigin.replaceAll(
        (origin, known) -> known.to().equals(from) ? extended(known, to, keep) : known);
    byOrigin.putIfAbsent(from, new Renames.Rename(from, to, keep));
  }

  private static Renames.Rename extended(Renames.Rename known, String to, boolean keep) {
    List<String> between = new ArrayList<>(known.between());
    if (keep) {
      between.add(known.to());
    }
    return new Renames.Rename(known.from(), to, known.keep(), between);
  }

  Renames renames() {
    List<Renames.Rename> all = new ArrayList<>(byOrigin.values());
    all.removeIf(rename -> rename.from().equals(rename.to()));
    return new Renames(all);
  }
}
