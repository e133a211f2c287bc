module dev.weir.collector.engine {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
