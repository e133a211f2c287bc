/// What a component implements and what it is given.
module dev.weir.collector.api {
  requires transitive dev.weir.otlp;
  requires static transitive org.jspecify;

  exports dev.weir.collector.api;
}
