/// OTLP as bytes: scan, views, writers, edits. No dependency beyond the JDK.
module dev.weir.otlp {
  requires static transitive org.jspecify;

  exports dev.weir.otlp;
  exports dev.weir.otlp.batch;
  exports dev.weir.otlp.scan;
  exports dev.weir.otlp.common;
  exports dev.weir.otlp.edit;
  exports dev.weir.otlp.logs;
  exports dev.weir.otlp.metrics;
  exports dev.weir.otlp.profiles;
  exports dev.weir.otlp.resource;
  exports dev.weir.otlp.trace;
  exports dev.weir.otlp.wire;
}
