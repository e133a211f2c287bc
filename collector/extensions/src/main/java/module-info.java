module dev.weir.collector.extensions {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
