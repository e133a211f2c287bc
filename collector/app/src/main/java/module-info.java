/// The program.
module dev.weir.collector.app {
  requires dev.weir.collector.api;
  requires dev.weir.collector.engine;
  requires dev.weir.collector.exporters.store;
  requires dev.weir.collector.helper;
  requires dev.weir.query;
  requires dev.weir.store;
  requires dev.weir.otlp.json;
  requires dev.weir.ottl;
  requires info.picocli;
  requires java.net.http;
  requires jdk.unsupported;
  requires static transitive org.jspecify;

  opens dev.weir.collector.app to
      info.picocli;
}
