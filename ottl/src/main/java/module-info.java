/// The OpenTelemetry Transformation Language: text becomes a syntax tree, the tree a checked
/// program, and the program runs on OTLP bytes.
module dev.weir.ottl {
  requires com.dynatrace.hash4j;
  requires re2j;
  requires java.xml;
  requires transitive dev.weir.otlp;
  requires uap.java;
  requires static transitive org.jspecify;

  exports dev.weir.ottl;
  exports dev.weir.ottl.compile;
  exports dev.weir.ottl.context;
  exports dev.weir.ottl.function;
  exports dev.weir.ottl.functions;
  exports dev.weir.ottl.syntax;
  exports dev.weir.ottl.metrics;
  exports dev.weir.ottl.value;
}
