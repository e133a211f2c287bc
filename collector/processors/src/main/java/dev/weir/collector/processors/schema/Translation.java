package dev.weir.collector.processors.schema;

import dev.weir.collector.processors.schema.Versions.Change;
import dev.weir.collector.processors.schema.Versions.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/// The way from one schema to another. Any thread may use it.
final class Translation {
  private static final int MAX_METRICS = 10_000;

  private final List<Change> changes;
  private final IntPredicate keeps;
  private final Renames ofResource;
  private final Renames ofSpan;
  private final Renames ofOthers;
  private final Map<String, OfMetric> ofMetrics = new ConcurrentHashMap<>();

  /// What becomes of a metric.
  record OfMetric(String name, Renames points) {}

  /// @param keeps says of a version whether old names stay beside those that it made
  Translation(int from, int to, IntPredicate keeps) {
    changes = Versions.between(from, to);
    this.keeps = keeps;
    ofResource = renames(EnumSet.of(Kind.ALL, Kind.RESOURCE));
    ofSpan = renames(EnumSet.of(Kind.ALL, Kind.SPAN));
    ofOthers = renames(EnumSet.of(Kind.ALL));
  }

  Renames ofResource() {
    return ofResource;
  }

  Renames ofSpan() {
    return ofSpan;
  }

  /// Of span events and log records.
  Renames ofOthers() {
    return ofOthers;
  }

  OfMetric ofMetric(String name) {
    OfMetric known = ofMetrics.get(name);
    if (known == null) {
      known = metric(name);
      if (ofMetrics.size() < MAX_METRICS) {
        ofMetrics.put(name, known);
      }
    }
    return known;
  }

  private Renames renames(Set<Kind> kinds) {
    Composition composition = new Composition();
    for (Change change : changes) {
      if (kinds.contains(change.kind())) {
        composition.then(change.from(), change.to(), keeps.test(change.version()));
      }
    }
    return composition.renames();
  }

  private OfMetric metric(String name) {
    Composition composition = new Composition();
    String current = name;
    for (Change change : changes) {
      boolean isMeant = change.metrics().isEmpty() || change.metrics().contains(current);
      switch (change.kind()) {
        case METRIC -> current = change.from().equals(current) ? change.to() : current;
        case ALL, POINT -> {
          if (isMeant) {
            composition.then(change.from(), change.to(), keeps.test(change.version()));
          }
        }
        case RESOURCE, SPAN -> {}
      }
    }
    return new OfMetric(current, composition.renames());
  }
}
