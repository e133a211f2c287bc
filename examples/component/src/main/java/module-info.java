/// An example of a component that does not come with Weir.
module com.example.truncate {
  requires transitive dev.weir.collector.api;
  requires dev.weir.collector.helper;
  requires static transitive org.jspecify;

  // Weir runs from the class path, where META-INF/services says the same.
  provides dev.weir.collector.api.ProcessorFactory with
      com.example.truncate.TruncateFactory;
}
