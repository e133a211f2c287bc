/// The questions: TraceQL, and an HTTP service over the store that the pages, scripts and Grafana's
/// Tempo data source ask.
module dev.weir.query {
  requires transitive dev.weir.collector.api;
  requires transitive dev.weir.store;
  requires static transitive org.jspecify;
  requires dev.weir.collector.helper;
  requires dev.weir.otlp.json;
  requires dev.weir.ottl;
  requires java.management;
  requires jdk.management;
  requires re2j;

  exports dev.weir.query;
}
