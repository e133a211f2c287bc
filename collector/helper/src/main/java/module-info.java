/// Ready-made parts of components: settings of clients and servers, compression, queues, and what
/// carries telemetry over HTTP and gRPC.
module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.weir.collector.helper.batching;
  exports dev.weir.collector.helper.memory;
}
