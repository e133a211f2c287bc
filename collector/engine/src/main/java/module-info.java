/// Configuration, graph and running pipelines.
module dev.weir.collector.engine {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;

  exports dev.weir.collector.engine.config;
  exports dev.weir.collector.engine.config.yaml;
}
