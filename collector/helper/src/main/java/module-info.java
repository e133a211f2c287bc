/// Ready-made parts of components: settings of clients and servers, compression, queues, and what
/// carries telemetry over HTTP and gRPC.
module dev.weir.collector.helper {
  requires transitive dev.weir.collector.api;
  requires transitive dev.weir.ottl;
  requires transitive io.netty.handler;
  requires transitive io.netty.transport;
  requires static transitive org.jspecify;
  requires com.github.luben.zstd_jni;
  requires dev.weir.otlp.json;
  requires dev.weir.ottl;
  requires io.grpc;
  requires io.grpc.netty;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler.proxy;
  requires io.netty.resolver;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires re2j;
  requires jdk.management;
  requires java.management;

  exports dev.weir.collector.helper.batching;
  exports dev.weir.collector.helper.compress;
  exports dev.weir.collector.helper.export;
  exports dev.weir.collector.helper.grpc;
  exports dev.weir.collector.helper.http;
  exports dev.weir.collector.helper.matching;
  exports dev.weir.collector.helper.memory;
  exports dev.weir.collector.helper.metrics;
  exports dev.weir.collector.helper.net;
  exports dev.weir.collector.helper.series;
  exports dev.weir.collector.helper.tally;
  exports dev.weir.collector.helper.ottl;
  exports dev.weir.collector.helper.tls;
  exports dev.weir.collector.helper.values;
}
