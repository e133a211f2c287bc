module dev.weir.collector.processors {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
