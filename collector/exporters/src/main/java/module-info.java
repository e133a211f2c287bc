module dev.weir.collector.exporters {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
