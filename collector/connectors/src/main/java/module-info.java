module dev.weir.collector.connectors {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
