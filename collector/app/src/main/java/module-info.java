module dev.weir.collector.app {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
