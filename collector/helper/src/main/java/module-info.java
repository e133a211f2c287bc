/// Ready-made parts of components: settings of clients and servers, compression, and what carries
/// telemetry over HTTP and gRPC.
module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.weir.collector.helper.memory;
  requires transitive io.netty.handler;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;

  exports dev.weir.collector.helper.tls;
/// Ready-made parts of components: settings of clients and servers, compression, queues, and what
/// carries telemetry over HTTP and gRPC.
module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;

  exports dev.weir.collector.helper.batching;
}
