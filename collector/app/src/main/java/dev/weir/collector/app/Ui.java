package dev.weir.collector.app;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.exporters.store.StoreExporterConfig;
import dev.weir.query.QueryService;
import dev.weir.query.QuerySettings;
import dev.weir.store.SharedStore;
import dev.weir.store.StoreConfig;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.nio.file.Path;
import java.time.Duration;

/// The pages and the query API over the store of a collector. Nothing of them is loaded where no
/// data go to a store.
final class Ui {
  private static final long MAX_EPHEMERAL_BYTES = 256L << 20;

  private Ui() {}

  /// Puts a store in memory in the place of the one on disk. Before the collector starts.
  static void keepInMemory() {
    long bytes = Math.min(MAX_EPHEMERAL_BYTES, Runtime.getRuntime().maxMemory() / 4);
    SharedStore.place(
        Path.of(UiOptions.EPHEMERAL_FOLDER), Stores.inMemory(bytes, Duration.ofDays(7)));
  }

  /// Listens until the collector stops. The exporters hold the store open, so it is asked for as
  /// long as they are there.
  ///
  /// @throws dev.weir.collector.api.StartException when it cannot listen
  static void open(
      Collector collector,
      ComponentFactories factories,
      ComponentConfig exporter,
      UiOptions options) {
    StoreConfig config = ((StoreExporterConfig) exporter).toStore();
    TelemetryStore store;
    try (SharedStore held = SharedStore.open(config, warning -> {})) {
      store = held.store();
    }
    QueryService service =
        QueryService.start(
            QuerySettings.of(options.endpoint, System.getenv("WEIR_UI_TOKEN")),
            "--ui",
            () -> store,
            new EnginePipelines(collector, factories),
            collector.context());
    collector
        .health()
        .onPhase(phase -> {
          if (phase == Phase.STOPPING) {
            service.close();
          }
        });
    collector.log().info("The pages and the query API are there", "endpoint", options.endpoint);
  }
}
