/// Ready-made parts of components: settings of clients and servers, compression, and what carries
/// telemetry over HTTP and gRPC.
module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires transitive io.netty.handler;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;
  requires com.github.luben.zstd_jni;
  requires java.management;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports dev.weir.collector.helper.compress;
  exports dev.weir.collector.helper.memory;
  exports dev.weir.collector.helper.tls;
}
