module dev.weir.collector.testkit {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
}
