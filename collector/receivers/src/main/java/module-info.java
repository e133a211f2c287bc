module dev.weir.collector.receivers {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
