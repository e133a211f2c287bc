/// The exporter that writes into Weir's own store: the only bridge between pipelines and store.
module dev.weir.collector.exporters.store {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires transitive dev.weir.store;

  exports dev.weir.collector.exporters.store;

  provides dev.weir.collector.api.ExporterFactory with
      dev.weir.collector.exporters.store.StoreFactory;
}
