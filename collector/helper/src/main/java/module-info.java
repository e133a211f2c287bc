module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.weir.collector.helper.memory;
}
