/// OTLP/JSON, both ways.
module dev.weir.otlp.json {
  requires transitive dev.weir.otlp;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
}
