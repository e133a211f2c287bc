/// OTLP/JSON, both ways.
module dev.weir.otlp.json {
  requires transitive dev.weir.otlp;
  requires static transitive org.jspecify;

  exports dev.weir.otlp.json;
}
