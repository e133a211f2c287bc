package dev.weir.collector.app;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.engine.config.CollectorConfig;
import java.util.Optional;

/// Whether a configuration keeps data in the store. Apart from [Ui], so that asking loads nothing
/// of store and query.
final class StoreUse {
  private static final String TYPE = "store";

  private StoreUse() {}

  /// The settings of the first exporter in the pipelines that feeds the store.
  static Optional<ComponentConfig> of(CollectorConfig config) {
    return config.service().pipelines().values().stream()
        .flatMap(pipeline -> pipeline.exporters().stream())
        .filter(id -> id.type().equals(TYPE))
        .findFirst()
        .flatMap(id -> Optional.ofNullable(config.exporters().get(id)));
  }
}
