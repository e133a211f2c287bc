module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
