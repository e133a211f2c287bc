/// From a configuration to running pipelines. Names no component: they are found by
/// [java.util.ServiceLoader].
module dev.weir.collector.engine {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires dev.weir.collector.helper;
  requires jdk.management;
  requires org.snakeyaml.engine;
  requires java.logging;
  requires java.management;
  requires java.net.http;

  exports dev.weir.collector.engine;
  exports dev.weir.collector.engine.config;
  exports dev.weir.collector.engine.config.bind;
  exports dev.weir.collector.engine.config.migrate;
  exports dev.weir.collector.engine.config.schema;
  exports dev.weir.collector.engine.config.yaml;
  exports dev.weir.collector.engine.graph;
  exports dev.weir.collector.engine.health;
  exports dev.weir.collector.engine.logs;
  exports dev.weir.collector.engine.telemetry;
}
